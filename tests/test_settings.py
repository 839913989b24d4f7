"""Every setting: its default, what it may hold, and its line in the docs."""

from dataclasses import fields
from pathlib import Path

import pytest

from hustings import settings
from hustings.settings import BUNDLED, SettingError, Settings, current

ROOT = Path(__file__).parents[1]
NUMBERS = [field for field in fields(Settings) if field.type is int]


def test_nothing_set_gives_the_defaults_and_the_bundled_data():
    found = current({})
    assert found.data == str(BUNDLED)
    assert (BUNDLED / "positions.csv").is_file()
    assert (found.url, found.chromium, found.frame_ancestors) == ("", "", "*")
    assert found.sign_in is False
    assert found.log is True
    for field in NUMBERS:
        assert getattr(found, field.name) == field.default >= field.metadata["least"]


def test_an_empty_variable_is_as_good_as_none():
    environ = {settings.name(field): " " for field in fields(Settings)}
    assert current(environ) == current({})


def test_what_is_set_is_read():
    found = current(
        {
            "HUSTINGS_DATA": " elsewhere/ ",
            "HUSTINGS_URL": "https://example.org/hustings",
            "HUSTINGS_SIGN_IN": "True",
            "HUSTINGS_LOG": "false",
            "HUSTINGS_PICTURE_CACHE": "0",
            "HUSTINGS_API_RATE": "1",
            "OTHER": "not ours",
        }
    )
    assert found == Settings(
        data="elsewhere/",
        url="https://example.org/hustings",
        sign_in=True,
        log=False,
        picture_cache=0,
        api_rate=1,
    )


@pytest.mark.parametrize("field", NUMBERS, ids=settings.name)
def test_a_number_that_is_none_or_too_small_is_named(field):
    least = field.metadata["least"]
    for wrong in ("many", "-1", "1.5", "٣", "1e3", str(least - 1)):
        with pytest.raises(SettingError) as told:
            current({settings.name(field): wrong})
        for part in (settings.name(field), repr(wrong), f"from {least} on"):
            assert part in str(told.value)


@pytest.mark.parametrize("name", ["HUSTINGS_SIGN_IN", "HUSTINGS_LOG"])
@pytest.mark.parametrize("wrong", ["yes", "1", "truee"])
def test_a_switch_that_is_neither_true_nor_false_is_named(name, wrong):
    with pytest.raises(SettingError, match=f"{name} is '{wrong}'; allowed: true or false"):
        current({name: wrong})


@pytest.mark.parametrize(
    "wrong",
    ["who.example", "//who.example", "ftp://who.example", "javascript:alert(1)", "https://",
     "https:///path", "https://who.example?a=b", "https://who.example/#top", "https://a@b.example",
     'https://who.example/"><b>', "https://who example"],
)  # fmt: skip
def test_an_address_that_no_link_can_start_from_is_named(wrong):
    with pytest.raises(SettingError, match="HUSTINGS_URL is .*; allowed: .*https://who.example"):
        current({"HUSTINGS_URL": wrong})


def test_addresses_that_links_can_start_from():
    for right in ("http://localhost:8501", "https://Who.example/board/", "http://[2001:db8::1]:80"):
        assert current({"HUSTINGS_URL": right}).url == right


def test_text_of_several_lines_is_named():
    with pytest.raises(SettingError, match="HUSTINGS_FRAME_ANCESTORS is .*; allowed: .* one line"):
        current({"HUSTINGS_FRAME_ANCESTORS": "'none'\r\nSet-Cookie: a=b"})


def test_the_environment_of_the_process_is_read(monkeypatch):
    monkeypatch.setenv("HUSTINGS_PICTURE_SECONDS", "7")
    assert current().picture_seconds == 7


def test_the_docs_hold_exactly_the_table_of_settings():
    table = settings.table()
    assert len(table.splitlines()) == len(fields(Settings)) + 2
    docs = (ROOT / "docs" / "hosting.md").read_text(encoding="utf-8")
    assert f"\n\n{table}\n\n" in docs


@pytest.mark.parametrize("wrong", ["yes", "true", "ON"])
def test_uploads_are_on_or_off(wrong):
    with pytest.raises(SettingError, match=f"HUSTINGS_UPLOADS is '{wrong}'; allowed: on or off"):
        current({"HUSTINGS_UPLOADS": wrong})
    assert current({"HUSTINGS_UPLOADS": "off"}).uploads == "off"
