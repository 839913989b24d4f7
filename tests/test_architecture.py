"""Imports go one way; Streamlit stays in the user interface, its internals in one module."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
#: each room may import from those below it, and from its own
LEVELS = (
    ("anchors", "bidi", "countries", "fold", "one_line"),
    ("engine", "schema"),
    (
        "readers",
        "source",
        "package",
        "pages",
        "cache",
        "settings",
        "etag",
        "features",
        "bundle",
        "zipped",
    ),
    ("axes", "tables"),
    ("codings", "beside", "model"),
    ("build", "prepared", "turned"),
    ("remote",),
    ("dataset", "prepare", "intake"),
    ("store",),
    ("current_dataset",),
    ("query",),
    ("measures",),
    ("words",),
    ("link",),
    ("scene",),
    ("findings", "method", "charts"),
    ("html",),
    ("figures",),
    ("desk",),
    ("export", "pictures"),
    ("web",),
    ("api", "preview", "mcp"),
    ("ui", "library"),
    ("app", "cli"),
    ("__main__",),
)
#: files that percent-encode, with what they encode beside addresses of pages, figures and the API
ENCODERS = {
    "link/urls.py": "addresses",
    "export/file_names.py": "names of files in a header",
    "web/limits.py": "the path of a refused request, as it came",
    "web/sign_in.py": "the address to come back to after signing in",
    "ui/sign_in.py": "the query with which Streamlit begins signing in",
}
RANK = {room: rank for rank, rooms in enumerate(LEVELS) for room in rooms}
FILES = sorted((ROOT / "hustings").rglob("*.py"))
SCRIPTS = [ROOT / "dashboard.py", *sorted((ROOT / "pages").glob("*.py"))]
#: modules of Streamlit that hold types and errors for everybody
DOCUMENTED = ("streamlit.delta_generator", "streamlit.errors")


def imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module)
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def room(module: str) -> str | None:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 and parts[0] == "hustings" and parts[1] in RANK else None


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_go_one_way(path):
    own = path.relative_to(ROOT / "hustings").parts[0].removesuffix(".py")
    if own == "__init__":
        return
    above = {m for m in imported(path) if (r := room(m)) and RANK[r] > RANK[own]}
    assert not above


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_streamlit_stays_in_the_user_interface(path):
    own = path.relative_to(ROOT / "hustings").parts[0]
    uses = {m for m in imported(path) if m.split(".")[0] == "streamlit"}
    assert not uses or own in ("ui", "app.py")


@pytest.mark.parametrize("path", [*FILES, *SCRIPTS], ids=lambda p: str(p.relative_to(ROOT)))
def test_what_streamlit_does_not_document_stands_in_one_module(path):
    if path.name == "streamlit_internals.py":
        return
    inside = {m for m in imported(path) if m.startswith("streamlit.")}
    assert not {m for m in inside if not m.startswith(DOCUMENTED)}
    text = path.read_text(encoding="utf-8")
    # its private names, and classes of its elements
    assert not re.findall(r"\bst\.(?:\w+\.)*_\w+|\bst-key-|\bst[A-Z]\w+", text)


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_addresses_are_spelled_in_one_place(path):
    own = path.relative_to(ROOT / "hustings").as_posix()
    encoders = ("urllib.parse.quote", "urllib.parse.urlencode")
    encodes = [name for name in imported(path) if name.startswith(encoders)]
    assert (own in ENCODERS) == bool(encodes), "see hustings/link/urls.py"
    # What is imported as a whole could be used unseen.
    assert not re.search(r"import urllib|from urllib import", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", sorted((ROOT / "pages").glob("*.py")), ids=lambda p: p.name)
def test_pages_are_thin(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree)
    assert not [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.ClassDef)]
    assert len(path.read_text().splitlines()) <= 60


def test_every_package_that_the_program_imports_is_required():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    listed = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    required = {
        re.split(r"[\[=><]", line)[0].lower()
        for line in [*listed, *extras["postgres"], *extras["spark"]]
        if line and not line.startswith("#")
    }
    named = packages_distributions()
    known = {"hustings", *sys.stdlib_module_names}
    used = {m.split(".")[0] for path in [*FILES, *SCRIPTS] for m in imported(path)} - known
    missing = {module for module in used if not required & {n.lower() for n in named[module]}}
    # The types of the Model Context Protocol come with its package, whose version pins theirs; and
    # the core of pydantic, which reads JSON as mcp itself does, with pydantic.
    assert missing == {"mcp_types", "pydantic_core"}


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_dataclasses_of_many_fields_are_built_by_keyword(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.ClassDef):
            continue
        decorators = [ast.unparse(each) for each in node.decorator_list]
        fields = [each for each in node.body if isinstance(each, ast.AnnAssign)]
        if len(fields) > 4 and any(each.startswith("dataclass") for each in decorators):
            assert any("kw_only=True" in each for each in decorators), node.name
