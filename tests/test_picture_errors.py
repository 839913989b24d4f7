"""What pictures and reports have in common as answers."""

import json

import pytest

from hustings.link import Unknown
from hustings.pictures import Busy, Failed, NoBrowser, TooSlow
from hustings.web.problem_json import no_picture, unknown_note


@pytest.mark.parametrize(
    ("error", "status", "wait"),
    [
        (NoBrowser("Install a browser."), 501, None),
        (Busy(7), 503, "7"),
        (TooSlow("It took too long."), 503, "30"),
        (Failed("It fell over."), 503, "30"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_why_there_is_none(error, status, wait):
    answer = no_picture(error)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers.get("retry-after") == wait
    assert json.loads(answer.body)["detail"] == str(error)


def test_what_is_missed_is_told_once_and_by_name_only():
    unknown = [Unknown("type", "<b>", ""), Unknown("axis", "x", ""), Unknown("type", "y", "")]
    assert (
        unknown_note(unknown) == "The link also asks for what these data do not have (type, axis)."
    )
    assert unknown_note([]) == ""
