"""The API is asked what its schema allows, what it does not, and what the data can be asked."""

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from starlette.applications import Starlette
from starlette.testclient import TestClient

from hustings import api, current_dataset, link
from hustings.api.endpoint import envelope

APP = Starlette(routes=api.routes())
CLIENT = TestClient(APP)
CHECKS = [
    schemathesis.checks.not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
schema = schemathesis.openapi.from_asgi("/api/openapi.json", APP)


@schema.parametrize()
# Generated cases only: boundaries of every parameter would be 2,500 more.
@settings(
    max_examples=15,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
def test_answers_are_as_the_schema_says(case):
    case.call_and_validate(checks=CHECKS)


def values_of(asked, known: dict) -> st.SearchStrategy[list[str]]:
    """What a parameter can hold in a data set, spelled as in an address."""
    kind, name = asked.parameter.kind, asked.name
    if asked.values or name in known:
        values = st.sampled_from(asked.values or known[name])
        return st.lists(values, min_size=1, max_size=3 if asked.several else 1, unique=True)
    one = {
        "date": st.dates().map(str),
        "count": st.integers(asked.parameter.least, asked.parameter.most).map(str),
        "words": st.text(max_size=5),
        "switch": st.sampled_from(("true", "false")),
    }[kind]
    return st.lists(one, min_size=1, max_size=1)


def test_whatever_the_contract_allows_is_answered(folder, monkeypatch):
    monkeypatch.setenv("HUSTINGS_DATA", str(folder))
    data = current_dataset.current().data
    known = link.allowed_values(
        data, {**link.values_in(data), "actor": link.groups_in(data, "actor")}
    )
    # an address of a reader's own data set is none of a list
    left_out = {"data", "format", "table", "cursor", *(name for name in known if not known[name])}
    answers = {endpoint.name: envelope(endpoint) for endpoint in api.ENDPOINTS}

    def asked_of(endpoint):
        offered = [asked for asked in endpoint.asked if asked.name not in left_out]
        choices = {asked.name: values_of(asked, known) for asked in offered}
        return st.tuples(st.just(endpoint.name), st.fixed_dictionaries({}, optional=choices))

    @settings(max_examples=25)
    @given(st.sampled_from(api.ENDPOINTS).flatmap(asked_of))
    def answered(asked):
        name, chosen = asked
        if chosen.get("by") != ["actor"]:
            # The names are those of actors.
            chosen.pop("actor", None)
        answer = CLIENT.get(f"/api/{name}", params=chosen)
        assert answer.status_code == 200, answer.text
        answers[name].model_validate_json(answer.content, strict=True)
        assert b"NaN" not in answer.content
        assert CLIENT.get(f"/api/{name}.csv", params=chosen).status_code == 200

    answered()
