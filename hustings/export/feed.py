"""Feeds of statements: Atom (RFC 4287) and JSON Feed 1.1, whose entries stay what they are."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree

import jinja2
import pandas as pd

from hustings import __version__, findings, query, words
from hustings.bidi import END, FIRST
from hustings.link import urls
from hustings.one_line import apart, one_line
from hustings.query import FACETS
from hustings.scene import Scene

#: parameters of the link that choose the statements of a feed
TAKES = (*FACETS, "since", "until", "q", "by", "axis", "actor")
#: entries of a feed, the newest statements; characters of a title
MOST, TITLE = 100, 160
#: what is said of the day of a statement without one: a feed must name a time
UNDATED = datetime(1970, 1, 1, tzinfo=UTC)
_ATOM = "http://www.w3.org/2005/Atom"
_TEMPLATE = jinja2.Environment(
    loader=jinja2.FileSystemLoader(Path(__file__).parent), autoescape=True, trim_blocks=True
).get_template("feed.html")


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One statement in a feed: `id` never changes, `link` opens it, `source` is where it stands."""

    id: str
    title: str
    link: str
    source: str
    author: str
    html: str
    published: datetime | None
    updated: datetime
    tags: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Feed:
    """The newest statements of a list, and the words over them."""

    id: str
    title: str
    subtitle: str
    link: str
    rights: str
    entries: tuple[Entry, ...]

    @property
    def updated(self) -> datetime:
        """When the newest of its entries was."""
        return max((entry.updated for entry in self.entries), default=UNDATED)


def feed(scene: Scene) -> Feed:
    """The feed of the statements that a view lists, the newest first."""
    data, view = scene.data, scene.view.having(sort="newest", p=1)
    found = findings.statements(data, view, MOST)
    rows = found.rows.to_dict("records")
    codes = {key: part for key, part in found.codes.groupby("statement_id")}
    title = findings.title(data, view, "statements")
    return Feed(
        id=_lasting(scene, urls.feed("", view, TAKES, "atom")),
        title=one_line(f"{title} · {data.meta.title}"),
        subtitle=one_line(f"{found.headline}. {words.sentence(view.sentence(data))}"),
        link=scene.at("statements", view),
        rights=one_line(data.meta.licence),
        entries=tuple(_entry(scene, row, codes.get(row["statement_id"])) for row in rows),
    )


def _entry(scene: Scene, row: Mapping, codes: pd.DataFrame | None) -> Entry:
    told = {key: "" if pd.isna(value) else one_line(value) for key, value in row.items()}
    day = query.as_date(row["date"])
    who = apart(told["actor"])
    if told["speaker"] and told["speaker"] != told["actor"]:
        who += f", {apart(told['speaker'])}"
    said = f"“{apart(told['quote'])}”" if told["quote"] else apart(told["summary"])
    title = f"{who}: {said}" if said else who
    source = told["url"] if told["url"].startswith(("http://", "https://")) else ""
    published = _moment(day, told["time"])
    where = (row["actor"], row["statement_id"], scene.data.address)
    shown = {**told, "who": who, "day": words.moment(day, told["time"] or None), "url": source}
    shown["source"] = told["source_title"] or source
    return Entry(
        id=_lasting(scene, str(row["statement_id"])),
        title=_short(title),
        link=urls.statement(scene.base or "", *where),
        source=source,
        author=told["speaker"] or told["actor"],
        html=_TEMPLATE.render(s=shown | {"codes": _codes(scene, codes)}),
        published=published,
        updated=max(filter(None, (published, _checked(codes))), default=UNDATED),
        tags=tuple(dict.fromkeys(filter(None, (told["theme"], told["event"], told["kind"])))),
    )


def _short(title: str) -> str:
    """The title in at most `TITLE` characters; what is isolated in it stays closed."""
    if len(title) <= TITLE:
        return title
    cut = title[: TITLE - 1].rstrip()
    return cut + "…" + END * (cut.count(FIRST) - cut.count(END))


def _codes(scene: Scene, codes: pd.DataFrame | None) -> list[str]:
    """Where a statement stands on each axis, in words."""
    if codes is None:
        return []
    axes = {axis.id: axis for axis in scene.data.axes}
    return [
        f"{apart(axes[code.axis].heading)}: {words.signed(code.x)} "
        f"({apart(axes[code.axis].low)} −1, {apart(axes[code.axis].high)} +1)"
        for code in codes.itertuples()
    ]


def _checked(codes: pd.DataFrame | None) -> datetime | None:
    """When a person last checked one of the codes."""
    checks = [] if codes is None else [check["checked"] for each in codes.checks for check in each]
    return _moment(max(filter(None, checks), default=None), "")


def _moment(day: date | None, at: str) -> datetime | None:
    """A day as a feed names it: at its time if there is one, as if it were that of Greenwich."""
    if day is None:
        return None
    try:
        return datetime.combine(day, time.fromisoformat(at) if at else time(), UTC)
    except ValueError:
        return datetime.combine(day, time(), UTC)


def _lasting(scene: Scene, key: str) -> str:
    """An id that stays the same wherever the data set is served, and in each of its versions."""
    return uuid5(NAMESPACE_URL, f"hustings:{scene.data.meta.name}:{key}").urn


def atom(told: Feed, address: str) -> bytes:
    """A feed as Atom; `address` is its own."""
    root = ElementTree.Element("feed", {"xmlns": _ATOM})

    def add(parent: ElementTree.Element, tag: str, text: str = "", **attributes: str) -> None:
        ElementTree.SubElement(parent, tag, attributes).text = text or None

    add(root, "id", told.id)
    add(root, "title", told.title)
    add(root, "subtitle", told.subtitle)
    add(root, "updated", _iso(told.updated))
    add(root, "link", rel="self", type="application/atom+xml", href=address)
    add(root, "link", rel="alternate", type="text/html", href=told.link)
    add(root, "generator", "Hustings", version=__version__)
    if told.rights:
        add(root, "rights", told.rights)
    for each in told.entries:
        entry = ElementTree.SubElement(root, "entry")
        add(entry, "id", each.id)
        add(entry, "title", each.title)
        add(entry, "updated", _iso(each.updated))
        if each.published:
            add(entry, "published", _iso(each.published))
        author = ElementTree.SubElement(entry, "author")
        add(author, "name", each.author)
        add(entry, "link", rel="alternate", type="text/html", href=each.link)
        if each.source:
            add(entry, "link", rel="related", href=each.source)
        for tag in each.tags:
            add(entry, "category", term=tag)
        add(entry, "content", each.html, type="html")
    return ElementTree.tostring(root, "utf-8", xml_declaration=True)


def json_feed(told: Feed, address: str) -> bytes:
    """A feed as JSON Feed 1.1; `address` is its own."""
    items = [
        {
            "id": each.id,
            "url": each.link,
            "external_url": each.source,
            "title": each.title,
            "content_html": each.html,
            "date_published": each.published and _iso(each.published),
            "date_modified": _iso(each.updated) if each.published else "",
            "authors": [{"name": each.author}],
            "tags": list(each.tags),
        }
        for each in told.entries
    ]
    found = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": told.title,
        "description": told.subtitle,
        "home_page_url": told.link,
        "feed_url": address,
        "items": [{key: value for key, value in item.items() if value} for item in items],
    }
    return json.dumps(found, ensure_ascii=False, indent=1).encode("utf-8", "replace")


#: ending of a feed's address -> its media type, and what writes it
FORMATS = {
    "atom": ("application/atom+xml", atom),
    "json": ("application/feed+json", json_feed),
}


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")
