"""Registry of features: what each is called on every floor, the page that shows it, its measures.

A feature has one name: its finding is `hustings/findings/NAME.py`, its charts are
`hustings/charts/NAME*.py`, its figures `hustings/figures/NAME.py`, its page sections
`hustings/ui/NAME.py`, its endpoint `hustings/api/NAME.py`. A new feature is one line here: figures,
endpoints, the method page and the table in CONTRIBUTING find its files by that name.

`python -m hustings.features` prints that table.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

HERE = Path(__file__).parent
#: where the files of a feature lie, and what they hold
FLOORS = {
    "findings": "numbers and words",
    "charts": "drawings",
    "figures": "figures",
    "ui": "page sections",
    "api": "endpoint",
    "mcp/tools": "tool",
}


@dataclass(frozen=True)
class Feature:
    """One feature: its name, the path of its page ("" for the map), the keys of its measures."""

    name: str
    page: str
    measures: tuple[str, ...] = ("position", "interval", "estimates", "mixed")


#: in the order of the pages, and from top to bottom of each
FEATURES = (
    Feature("map", ""),
    Feature("multiples", ""),
    Feature("compare", "compare", ("position", "interval", "estimates", "mixed", "agreement")),
    Feature("gaps", "compare", ("position", "interval", "gaps")),
    Feature("deeds", "compare"),
    Feature("grid", "grid"),
    Feature("statements", "statements"),
    Feature("actor", "actor"),
    Feature("agreement", "agreement", ("position", "agreement")),
    Feature("network", "agreement", ("position", "network", "coalitions")),
    Feature("landscape", "landscape", ("position", "landscape", "clusters")),
    Feature("divides", "divides", ("position", "polarisation", "common_ground", "distinguishing")),
    Feature("swarm", "divides", ("position",)),
    Feature("change", "change", ("position", "interval", "change")),
    Feature("coverage", "evidence", ("position", "coverage")),
    Feature("reliability", "evidence", ("reliability",)),
    Feature("correction", "evidence", ("position", "correction")),
    Feature("sensitivity", "evidence", ("sensitivity",)),
)


def on_page(page: str) -> tuple[Feature, ...]:
    """The features of a page from top to bottom."""
    return tuple(feature for feature in FEATURES if feature.page == page)


def modules(floor: str) -> Iterator[ModuleType]:
    """The modules of all features on a floor, such as "figures", in the order of `FEATURES`."""
    for feature in FEATURES:
        if (found := module(floor, feature.name)) is not None:
            yield found


def module(floor: str, name: str) -> ModuleType | None:
    """The module of a feature on a floor, if it has one there."""
    path = f"hustings.{floor}.{name}"
    return import_module(path) if find_spec(path) else None


def files(feature: Feature, floor: str) -> list[Path]:
    """The files of a feature on a floor: NAME.py, and what begins with NAME and an underscore."""
    folder = HERE / floor
    return sorted([*folder.glob(f"{feature.name}.py"), *folder.glob(f"{feature.name}_*.py")])


def table() -> str:
    """Each feature with its files on every floor, as a table in Markdown."""
    heads = ["feature", "page", "measures", *FLOORS]
    rows = [heads, ["---"] * len(heads)]
    for feature in FEATURES:
        names = [", ".join(path.name for path in files(feature, floor)) for floor in FLOORS]
        page = f"pages/{feature.page or 'map'}.py"
        rows.append([feature.name, page, ", ".join(feature.measures), *names])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


if __name__ == "__main__":
    print(table())
