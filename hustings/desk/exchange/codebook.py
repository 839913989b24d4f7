"""REFI-QDA codebooks (.qdc): axes as parent codes, their stances as child codes, out and in."""

from collections.abc import Iterable

from lxml import etree

from hustings.axes import Axis, described
from hustings.desk.exchange.scale import STEPS, called, guid, means, pole_of, stance_of
from hustings.desk.store import DeskError

_SPACE = "urn:QDA-XML:codebook:1.0"
#: what of an axis stands in the description of its code, line by line, below its name
_NOUNS = ("low_noun", "high_noun")


def plain(text: str) -> str:
    """A text without the characters that XML cannot hold."""
    return "".join(c if c >= " " or c in "\t\n\r" else " " for c in text if c not in "\ufffe\uffff")


def parsed(content: bytes) -> etree._Element:
    """XML without entities, which could unpack to any size, and without a network."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise DeskError("It is no XML that can be read.") from error


def codes(
    parent: etree._Element, axes: Iterable[Axis], stances: dict[str, set[float | None]]
) -> None:
    """Write each axis and its stances below an element: the five steps, and what else is coded."""
    space = etree.QName(parent).namespace
    for axis in axes:
        top = etree.SubElement(
            parent, f"{{{space}}}Code", guid=guid("axis", axis.id), name=plain(axis.id),
            isCodable="false",
        )  # fmt: skip
        said = [axis.name, *(f"{name}: {getattr(axis, name)}" for name in _NOUNS)]
        etree.SubElement(top, f"{{{space}}}Description").text = plain("\n".join(said))
        others = stances.get(axis.id, set())
        ranked = sorted(set(STEPS) | {x for x in others if x is not None})
        for stance in [*ranked, *([None] if None in others else [])]:
            child = etree.SubElement(
                top, f"{{{space}}}Code", guid=guid("stance", axis.id, repr(stance)),
                name=plain(called(stance, axis)), isCodable="true",
            )  # fmt: skip
            if told := means(stance, axis):
                etree.SubElement(child, f"{{{space}}}Description").text = plain(told)


def axes_in(parent: etree._Element) -> list[Axis]:
    """The axes among the codes below an element: those with children that are stances."""
    found = []
    for top in parent.iterfind("{*}Code"):
        poles: dict[float, tuple[str, str]] = {}
        for child in top.iterfind("{*}Code"):
            known, stance = stance_of(child.get("name", ""))
            if known and stance in (-1.0, 1.0):
                name = pole_of(child.get("name", ""), top.get("name", ""))
                poles[stance] = (name, child.findtext("{*}Description") or "")
        if not any(stance_of(child.get("name", ""))[0] for child in top.iterfind("{*}Code")):
            continue
        name, *lines = (top.findtext("{*}Description") or "").split("\n")
        nouns = dict(line.split(": ", 1) for line in lines if ": " in line)
        low, high = poles.get(-1.0, ("", "")), poles.get(1.0, ("", ""))
        found.append(
            described(
                top.get("name", ""), name=name, low=low[0], high=high[0], low_means=low[1],
                high_means=high[1], low_noun=nouns.get("low_noun"),
                high_noun=nouns.get("high_noun"),
            )
        )  # fmt: skip
    return found


def codebook_bytes(axes: Iterable[Axis]) -> bytes:
    """A codebook of these axes, as a .qdc file."""
    root = etree.Element(f"{{{_SPACE}}}CodeBook", nsmap={None: _SPACE}, origin="Hustings")
    codes(etree.SubElement(root, f"{{{_SPACE}}}Codes"), axes, {})
    return etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)


def read_codebook(content: bytes) -> list[Axis]:
    """The axes of a .qdc file: its codes whose children are stances, numbers from -1 to 1.

    Raises
    ------
    DeskError
        When it is no codebook, or holds no such code.
    """
    root = parsed(content)
    top = root.find("{*}Codes")
    if etree.QName(root).localname != "CodeBook" or top is None:
        raise DeskError("It is no codebook of REFI-QDA.")
    found = axes_in(top)
    if not found:
        raise DeskError("It has no code whose children are called by numbers from -1 to 1.")
    return found
