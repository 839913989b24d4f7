"""Small data sets that most tests share."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import clusters
import pytest
from frames import AXES, FEW
from hypothesis import settings
from reads import read_from
from streamlit.testing.v1 import AppTest

from hustings import pictures
from hustings.dataset import Dataset, open_dataset
from hustings.desk.desk import Desk
from hustings.desk.store import Store
from hustings.readers import Text

# How long one example takes says nothing of a law, and machines differ. The examples are the same
# every time, so that what failed fails again; `--hypothesis-profile=default` tries others.
settings.register_profile("hustings", deadline=None, derandomize=True)
settings.load_profile("hustings")

ROOT = Path(__file__).parents[1]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the few statements above."""
    (tmp_path / "positions.csv").write_text(FEW, encoding="utf-8")
    (tmp_path / "axes.csv").write_text(AXES, encoding="utf-8")
    return tmp_path


@pytest.fixture
def few(folder: Path) -> Dataset:
    """Those statements as a data set."""
    return open_dataset(folder)


@pytest.fixture
def said(tmp_path: Path) -> Callable[..., Text]:
    """A function that reads bytes or text as a file."""

    def read_as(content: str | bytes, name: str = "some.csv") -> Text:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_from(path)

    return read_as


@pytest.fixture
def tiny(folder: Path, monkeypatch) -> Path:
    """A server with an address of its own on the few statements."""
    monkeypatch.setenv("HUSTINGS_DATA", str(folder))
    monkeypatch.setenv("HUSTINGS_URL", "https://votes.example/board/")
    return folder


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A coding desk with nothing on it."""
    store = Store(f"sqlite:///{tmp_path}/desk.sqlite")
    yield Desk(store)
    store.close()


@pytest.fixture(scope="session")
def bundled() -> Dataset:
    """The data that come with the dashboard."""
    return open_dataset(ROOT / "data")


@pytest.fixture(scope="session", autouse=True)
def time_for_pictures() -> Iterator[None]:
    """A busy machine needs longer than a reader would wait, to start the browser above all."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HUSTINGS_PICTURE_SECONDS", "120")
        yield


@pytest.fixture(scope="module", autouse=True)
def no_browser_left() -> Iterator[None]:
    """The browser that draws pictures ends with the file that has used it, also if a test fails."""
    yield
    pictures.close_now()


@pytest.fixture
def questions(monkeypatch: pytest.MonkeyPatch) -> list:
    """The questions that the engine is asked from here on."""
    asked: list = []

    def noted(way: Callable) -> Callable:
        def run(data: Dataset, *question):
            asked.append(question)
            return way(data, *question)

        return run

    for name in ("run", "ask"):
        monkeypatch.setattr(Dataset, name, noted(getattr(Dataset, name)))
    return asked


@pytest.fixture
def secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """`secrets(section, ...)` writes the secrets file of a server whose readers must sign in."""
    # imported late: what an upgrade of Streamlit takes away is told by test_streamlit_internals
    from streamlit import config
    from streamlit.runtime.secrets import secrets_singleton

    monkeypatch.setenv("HUSTINGS_SIGN_IN", "true")
    path = tmp_path / "secrets.toml"
    before = config.get_option("secrets.files")

    def write(**sections: dict[str, str]) -> None:
        lines = []
        for name, values in sections.items():
            lines += [f"[{name.replace('__', '.')}]", *(f'{k} = "{v}"' for k, v in values.items())]
        path.write_text("\n".join(lines), encoding="utf-8")
        secrets_singleton._reset()

    secrets_singleton._reset()
    config.set_option("secrets.files", [str(path)])
    yield write
    config.set_option("secrets.files", before)
    secrets_singleton._reset()


@pytest.fixture
def visit(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., AppTest]:
    """`visit(script, data, **query)` runs a page from the entry point, or the first page for "".

    The coding desk is an empty one of the test's own.

    `state` is what the session holds before it begins, `address` the parameter `data`.
    No page may end in an exception.
    """

    def run(script: str, data: Path | str = ROOT / "data", state=None, address="", **asked):
        monkeypatch.setenv("HUSTINGS_DATA", str(data))
        if "HUSTINGS_DESK" not in os.environ:
            monkeypatch.setenv("HUSTINGS_DESK", f"sqlite:///{tmp_path}/desk.sqlite")
        app = AppTest.from_file(str(ROOT / "hustings" / "app.py"), default_timeout=60)
        for name, value in asked.items():
            app.query_params[name] = value
        if address:
            app.query_params["data"] = address
        for name, value in (state or {}).items():
            app.session_state[name] = value
        # The pages' files are called as their addresses: Streamlit finds one before the first run.
        if script:
            app.switch_page(script)
        app.run()
        assert not app.exception, app.exception
        return app

    return run


@pytest.fixture(scope="session")
def spark_cluster() -> Iterator[clusters.Spark]:
    """A Spark cluster, the same for all files that a process runs: to start one takes a minute."""
    with clusters.spark() as cluster:
        yield cluster


#: the longest files with a browser, the longest first
LONGEST = ("test_links.py", "test_charts.py", "test_wheel.py", "test_hostile.py")
#: files that share what one process has started -> what it is
SHARING = {"test_engine_spark.py": "spark", "test_engines.py": "spark"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The browser comes last: quick tests speak first, and its event loop stays out of theirs.

    The longest files of its folder are begun first, so that no worker has one alone at the end.
    """

    def place(item: pytest.Item) -> tuple[bool, int]:
        browser, name = "browser" in item.path.parts, item.path.name
        return browser, LONGEST.index(name) if browser and name in LONGEST else len(LONGEST)

    items.sort(key=place)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    """Workers take whole files, as `--dist loadfile` has it, and files that share something as one.

    Any other way to share out the tests is left to pytest-xdist.
    """
    from xdist.scheduler import LoadFileScheduling

    class Sharing(LoadFileScheduling):
        def _split_scope(self, nodeid: str) -> str:
            file = super()._split_scope(nodeid)
            return SHARING.get(Path(file).name, file)

    return Sharing(config, log) if config.getvalue("dist") == "loadfile" else None
