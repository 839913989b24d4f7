"""How the dashboard measures, written from the constants and docstrings the code uses.

The method page shows it, and `docs/method.md` is its output (`python -m hustings.method`); a test
keeps the two the same.
"""

import inspect
from dataclasses import replace

from hustings import features, words
from hustings.link import INTERVALS, PARAMETERS
from hustings.measures import MEASURES, Measure
from hustings.measures.agreement import LEAST_SHARED
from hustings.measures.claims import MOSTLY, SURE
from hustings.measures.position import LEAST_FREEDOM, LEVEL
from hustings.package import SPOKEN
from hustings.query import REPEATS
from hustings.schema import AXIS_COLUMNS, COLUMNS, EVENT_COLUMNS

#: what one statement is worth
THIN = "One statement is not a pattern: such positions are drawn hollow and called by that name."
PRINCIPLES = (
    "Every position comes from statements that can be read: click a point, a dot, a square or a "
    "sentence's link to see them.",
    "Silence is missing. An actor that has said nothing on an axis has no position there, and "
    "never a position of zero.",
    "Zero means both: a statement that explicitly wants the two poles, or says that they do not "
    "conflict.",
    THIN,
    "Filters change which statements count, never the colours, scales or words.",
    f"Headlines of Map, Compare and Actor name a side only where {words.percent(SURE)} or more of "
    "the distribution of the expected position lie on it, and Compare the axis that sets most "
    f"apart or joins most only where it does so in {words.percent(MOSTLY)} of random draws from "
    "those distributions; else they say that no side is clear, or that none stands out. Divides "
    "does so by draws from the shares of the steps and from those of each type, the map of "
    "all axes by finding its first direction again. Votes and answers, of which each has one, are "
    "compared as they are; what is alike is named as a tie.",
    "Where actors are too many to show, those with most statements stand for all; where some have "
    "about as many (a tenth more or fewer), those on more axes, then those farther from the "
    "average; figures say which of these decided. The picked, and for each of them the one that "
    "agrees least with it, are always among them.",
)
LIMITS = (
    "A position describes the statements in the data, not all that an actor ever said or did.",
    "Who is quoted more often has narrower intervals; who is quoted on one occasion may look more "
    "settled than they are.",
    "The interval covers the spread of statements. It does not cover what coders misread, which "
    "statements were never collected, or a change of mind over time.",
    "The average of a type is the mean of its statements, so that its most quoted actors weigh "
    "most.",
    "Stances are coded in steps. Differences smaller than half a step are not worth a headline.",
)


def on_page(page: str, unit: str = SPOKEN) -> tuple[Measure, ...]:
    """The measures that the figures of a page rest on; all of them for a page without features.

    `unit` says what a row of the data set is, and so what the measures speak of.
    """
    keys = {key for feature in features.on_page(page) for key in feature.measures}
    return tuple(
        replace(measure, sentence=words.told(measure.sentence, unit))
        for measure in MEASURES
        if measure.key in keys or not keys
    )


def principles(unit: str = SPOKEN) -> list[str]:
    """What holds of every position; of votes, answers and estimates none is thin by itself."""
    return [words.told(said, unit) for said in PRINCIPLES if unit == SPOKEN or said != THIN]


def limits(unit: str = SPOKEN) -> list[str]:
    """What the numbers cannot say."""
    return [words.told(said, unit) for said in LIMITS]


def ladder(unit: str = SPOKEN) -> list[tuple[str, str]]:
    """The words for a position: (when, words)."""
    rows = []
    above = None
    for least, text in words.LADDER:
        span = f"{least:g} and more" if above is None else f"{least:g} to under {above:g}"
        rows.append((f"distance from the middle {span}", text.format(pole="…")))
        above = least
    rows.append(
        (
            f"one statement nearer to the middle than {words.SINGLE_BOTH:g}",
            "one statement, for both",
        )
    )
    rows.append(("one statement otherwise", "one statement, towards …"))
    if unit == SPOKEN:
        rows.append((f"2 to {words.FEW} statements", "the same words, with (few statements)"))
    return [(words.told(when, unit), words.told(said, unit)) for when, said in rows]


def measures(unit: str = SPOKEN) -> list[tuple[str, str, str]]:
    """Each measure: its name, its sentence, and its docstring with formula and source."""
    return [
        (m.label, words.told(m.sentence, unit), words.told(inspect.getdoc(m.function) or "", unit))
        for m in MEASURES
    ]


def constants() -> list[tuple[str, str]]:
    """The numbers that were chosen, with what they decide."""
    return [
        (words.percent(LEVEL), "level of every interval"),
        (str(LEAST_FREEDOM), "degrees of freedom below which an axis has no interval"),
        (str(LEAST_SHARED), "shared axes below which a pair has no agreement"),
    ]


def _table(head: tuple[str, ...], rows) -> str:
    lines = [" | ".join(head), " | ".join("---" for _ in head)]
    lines += [" | ".join(str(cell).replace("|", "\\|") for cell in row) for row in rows]
    return "\n".join(f"| {line} |" for line in lines)


def columns_table(columns) -> str:
    """A codebook as a Markdown table."""
    rows = [(f"`{c.name}`", "yes" if c.required else "", c.description) for c in columns]
    return _table(("column", "required", "what it holds"), rows)


def markdown() -> str:
    """The whole of `docs/method.md`."""
    parts = ["# Method", "Written by `python -m hustings.method`; edit the code, not this file."]
    parts += ["## Principles", "\n".join(f"- {line}" for line in PRINCIPLES)]
    parts += ["## Measures"]
    for label, sentence, doc in measures():
        parts += [f"### {label}", sentence, f"```text\n{doc}\n```"]
    parts += [
        "## Held-out check",
        "How often intervals hold when statements are left out, and what else was tried: "
        "[validation.md](validation.md).",
    ]
    parts += ["## Numbers that were chosen", _table(("value", "what it decides"), constants())]
    parts += ["## Words", _table(("when", "words"), ladder())]
    parts += ["## Repeated statements", _table(("choice", "meaning"), REPEATS.items())]
    parts += ["## Limits", "\n".join(f"- {line}" for line in LIMITS)]
    parts += [
        "## The link",
        "Every choice is in the address, by these names. `v` holds the data "
        f"version with which a link was made. Intervals can be {words.listing(INTERVALS, 'or')}.",
        _table(("parameter", "meaning"), ((f"`{p.name}`", p.meaning) for p in PARAMETERS)),
    ]
    parts += [
        "## Codebook",
        "### positions.csv",
        columns_table(COLUMNS),
        "### axes.csv",
        columns_table(AXIS_COLUMNS),
        "### events.csv",
        columns_table(EVENT_COLUMNS),
    ]
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    print(markdown(), end="")
