"""What readers take away: a zip that opens to the same version, and bounds of what a zip may do."""

import io
import json
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from stores import package

from hustings import store
from hustings.dataset import open_dataset, signature
from hustings.intake.apply import apply
from hustings.intake.folder import write_folder
from hustings.intake.guess import understood
from hustings.intake.readers import read
from hustings.schema import DataError
from hustings.zipped import unpack, zip_of

NAMES = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1)
ROWS = st.lists(
    st.tuples(NAMES, st.sampled_from(["Tax", "=1+1", 'Löhne, "Zoll"']), st.integers(0, 10)),
    min_size=1,
    max_size=4,
)


def zipped(folder: Path, name: str, **members: str | bytes) -> Path:
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for member, content in members.items():
            file.writestr(member.replace("__", "/").replace("_csv", ".csv"), content)
    return path


@settings(max_examples=8, phases=[Phase.generate])
@given(ROWS)
def test_what_is_taken_away_opens_to_the_same_version(rows):
    frame = pd.DataFrame(rows, columns=["organisation", "issue", "position"])
    with TemporaryDirectory() as name:
        here = Path(name)
        frame.to_csv(here / "survey.csv", index=False)
        reading = read(here / "survey.csv", name="survey.csv")
        guess = understood(reading)
        applied = apply(reading.tables, guess.recipe)
        folder = here / "taken"
        folder.mkdir()
        write_folder(folder, applied, guess.recipe)
        try:
            data = open_dataset(folder)
        except DataError:
            return
        taken = here / "taken.zip"
        taken.write_bytes(zip_of(folder))
        again = open_dataset(taken)
        assert again.version == data.version
        assert (again.rows, again.meta.title, again.axes) == (data.rows, data.meta.title, data.axes)


def test_a_zip_of_bundled_data_opens_to_the_same_version(bundled, tmp_path, monkeypatch):
    from hustings import current_dataset

    taken = tmp_path / "taken.zip"
    taken.write_bytes(store.zip_of(Path(__file__).parents[1] / "data"))
    monkeypatch.setenv("HUSTINGS_DATA", str(taken))
    served = current_dataset.current().data
    assert (served.version, served.meta, served.source) == (
        bundled.version, bundled.meta, str(taken),
    )  # fmt: skip
    assert len(served.events) == len(bundled.events) and not served.problems


def test_equal_folders_give_equal_bytes_of_data_sets_only(tmp_path):
    one, other = package(tmp_path / "a"), package(tmp_path / "b")
    (other / "private.txt").write_text("mine", encoding="utf-8")
    (other / "positions.csv").touch()
    assert zip_of(one) == zip_of(other)
    names = zipfile.ZipFile(io.BytesIO(zip_of(one))).namelist()
    assert names == ["datapackage.json", "positions.csv", "recipe.json"]


def test_a_changed_zip_is_seen(tmp_path):
    taken = tmp_path / "taken.zip"
    taken.write_bytes(zip_of(package(tmp_path / "a")))
    before = signature(taken)
    taken.write_bytes(zip_of(package(tmp_path / "b", "Barbara")))
    assert signature(taken) != before


def test_names_in_a_zip_lead_nowhere_else(tmp_path):
    good = (package(tmp_path / "a") / "positions.csv").read_text(encoding="utf-8")
    path = zipped(
        tmp_path,
        "evil.zip",
        **{".._____etc__x": "x", "____axes_csv": "", "..__positions_csv": good},
    )
    folder = tmp_path / "inside" / "folder"
    folder.mkdir(parents=True)
    unpack(path, folder)
    assert {each.name for each in folder.iterdir()} <= {"positions.csv", "axes.csv"}
    assert [each.name for each in (tmp_path / "inside").iterdir()] == ["folder"]


def test_a_zip_bomb_stops_at_its_bound(tmp_path):
    path = zipped(tmp_path, "bomb.zip", positions_csv=b"a" * 2**24)
    assert path.stat().st_size < 2**16
    folder = tmp_path / "folder"
    folder.mkdir()
    with pytest.raises(DataError, match="more than 1 MB unpacked"):
        unpack(path, folder, most=2**20)
    assert sum(each.stat().st_size for each in folder.iterdir()) <= 2**20


@pytest.mark.parametrize(
    ("content", "allowed"),
    [
        (b"", "a zip that is whole"),
        (b"PK\x03\x04 and no more", "a zip that is whole"),
        ("cut", "a zip that is whole"),
        ("empty", "a zip with positions.csv or positions.parquet in it"),
    ],
)
def test_what_is_no_zip_of_a_data_set_is_told_by_its_name(tmp_path, content, allowed):
    path = tmp_path / "some.zip"
    if content == "cut":
        content = zip_of(package(tmp_path / "a"))[:-30]
    if content == "empty":
        zipped(tmp_path, "some.zip", readme="nothing")
    else:
        path.write_bytes(content)
    with pytest.raises(DataError) as told:
        open_dataset(path)
    (problem,) = told.value.problems
    assert problem.file == "some.zip" and allowed in problem.allowed


def test_a_recipe_goes_with_the_data(tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    unpack(io.BytesIO(zip_of(package(tmp_path / "a"))), folder)
    assert json.loads((folder / "recipe.json").read_text(encoding="utf-8"))["title"] == "A recipe"
