"""The report: all that its view rests on, in one file that needs nothing and trusts nothing."""

import builtins
import errno
import json
import os
import re
import tempfile
from base64 import b64encode
from dataclasses import replace
from datetime import date
from hashlib import sha256
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlsplit

import hostile
import pytest
from plotly.offline import get_plotlyjs

from hustings import figures, findings, link, method, pictures
from hustings.dataset import open_dataset
from hustings.export import report
from hustings.export.report import basis, drawing, paper, rows
from hustings.export.report import page as written
from hustings.figures import tables
from hustings.link import default_view
from hustings.pages import PAGES
from hustings.scene import Scene

BASE = "https://board.example/x"
DAY = date(2026, 2, 3)
PATHS = [page.path for page in PAGES]


class Reader(HTMLParser):
    """Elements as a browser's parser sees them, with the text that is directly in each."""

    VOID = ("meta", "br")

    def __init__(self, content: bytes):
        super().__init__()
        self.attributes, self.texts, self.inside = [], [], []
        # 4.8 MB that hold no element of ours
        self.feed(content.decode("utf-8").replace(get_plotlyjs(), ""))
        self.close()
        assert self.inside == []

    def handle_starttag(self, tag, attributes):
        self.attributes.append((tag, dict(attributes)))
        self.texts.append((tag, ""))
        if tag not in self.VOID:
            self.inside.append(len(self.texts) - 1)

    def handle_endtag(self, tag):
        assert self.texts[self.inside.pop()][0] == tag

    def handle_data(self, data):
        if self.inside:
            tag, text = self.texts[self.inside[-1]]
            self.texts[self.inside[-1]] = (tag, text + data)

    def of(self, tag: str, **wanted: str) -> list[dict]:
        return [
            found
            for name, found in self.attributes
            if name == tag and wanted.items() <= found.items()
        ]

    def all(self, tag: str) -> list[str]:
        return [" ".join(text.split()) for name, text in self.texts if name == tag]

    @property
    def text(self) -> str:
        kept = (text for tag, text in self.texts if tag not in ("script", "style"))
        return " ".join(" ".join(kept).split())


def scene(data, path="", **chosen) -> Scene:
    return Scene(data, default_view(data).having(**chosen), path, BASE)


@pytest.fixture(scope="module")
def read(bundled):
    """`read(path)` gives the parsed report of a page on the bundled data, made only once."""
    made = {}

    def of(path: str) -> Reader:
        if path not in made:
            made[path] = Reader(report.report(scene(bundled, path), made=DAY))
        return made[path]

    return of


@pytest.mark.parametrize("path", PATHS)
def test_every_figure_of_every_page_is_there_with_its_table(bundled, read, path):
    shown = figures.on_page(path) or figures.on_page("")
    where = path if figures.on_page(path) else ""
    panels = [figure.of(scene(bundled, where)) for figure in shown]
    found = read(path)
    heads = [" ".join(panel.credit.headline.split()) for panel in panels]
    assert found.all("h2")[: len(panels)] == heads
    drawn = [panel for panel in panels if not panel.empty]
    charts = [found.of("div", role="img", **{"class": f"chart {n}"}) for n in drawing.WIDTHS]
    assert [len(each) for each in charts] == [len(drawn)] * 2 and drawn
    further = tables.on_page(scene(bundled, where))
    frames = [panel.table for panel in drawn] + [table.frame for table in further]
    held = [min(len(frame), rows.MOST_ROWS) for frame in frames]
    assert len(found.of("tr")) == sum(held) + len(frames)
    captions = found.all("caption")
    assert [said.split(". ")[0] for said in captions] == [
        f"Table {i + 1}" for i in range(len(frames))
    ]
    assert [said.partition(". ")[2] for said in captions[len(drawn) :]] == [
        table.title for table in further
    ]
    for panel, notes in zip(drawn, found.all("figcaption"), strict=True):
        assert notes == " ".join(panel.credit.notes.split())


@pytest.mark.parametrize("path", PATHS)
def test_pictures_are_those_of_the_page_without_the_words_beside_them(bundled, read, path):
    shown = figures.on_page(path) or figures.on_page("")
    where = path if figures.on_page(path) else ""
    panels = [figure.of(scene(bundled, where)) for figure in shown]
    held = [json.loads(t) for t in read(path).all("script") if t.startswith('{"')]
    drawn = [panel for panel in panels if not panel.empty]
    made = [drawing.drawing(panel, i + 1).pictures for i, panel in enumerate(drawn)]
    assert all([p.name for p in each[:2]] == [*drawing.WIDTHS] for each in made)
    wanted = [(p, w.width) for p, each in zip(drawn, made, strict=True) for w in each]
    assert len(held) == len(wanted)
    for picture, (panel, width) in zip(held, wanted, strict=True):
        assert picture["layout"]["width"] == width
        whole = json.loads(panel.draw(width).to_json())
        assert len(picture["data"]) == len(whole["data"])
        named = {a["name"]: a["text"] for a in picture["layout"]["annotations"] if "name" in a}
        assert named["headline"] == named["subline"] == ""
        assert named["credit"].replace("<br>", " ") == panel.credit.source


@pytest.mark.parametrize("path", PATHS)
def test_the_head_says_which_view_of_which_data_and_when(bundled, read, path):
    found = read(path)
    view = default_view(bundled)
    title = findings.title(bundled, view, path)
    assert found.all("h1") == [title] == found.all("title")
    facts = dict(zip(found.all("dt"), found.all("dd"), strict=True))
    assert facts["Shown"] == "All statements."
    assert facts["Made on"] == "3 February 2026"
    assert f"version {bundled.version}" in found.text and bundled.meta.title in found.text
    live = found.of("a", **{"class": "address"})[0]["href"]
    assert live.startswith(f"{BASE}/{path}?") and f"v={bundled.version}" in live
    if path != "change":
        assert live == Scene(bundled, view, path, BASE).link
    assert bundled.meta.citation in found.text and bundled.meta.licence in found.text
    assert "Retrieved 3 February 2026 from" in found.text


def test_the_day_that_divides_is_spelled_out(bundled, read):
    view = default_view(bundled)
    cut = findings.cut_of(bundled, view).day
    live = read("change").of("a", **{"class": "address"})[0]["href"]
    assert f"cut={cut.isoformat()}" in live


def test_statements_by_hand(few):
    view = {"x": "Transport", "y": "Tax", "actor": ("Ann",), "sort": "oldest"}
    found = Reader(report.report(scene(few, "statements", **view), made=DAY))
    assert [a["id"] for a in found.of("article")] == ["s1", "s2"]
    assert "2 statements by Ann; oldest first." in found.text
    assert found.all("blockquote") == ["“More trams”", "“Égalité first”"]
    links = [a["href"] for a in found.of("a")]
    assert "https://a.example/1#:~:text=More%20trams" in links
    assert f"{BASE}/actor?actor=Ann" in links
    said = [span["aria-label"] for span in found.of("span", role="img")]
    assert "Transport: Rail vs. road: −0.75, 2 coders from −1.00 to −0.50" in said
    assert all(a["href"].startswith(("http", "#")) for a in found.of("a"))


@pytest.mark.parametrize(
    ("path", "chosen", "ids"),
    [
        ("", {"x": "Transport", "y": "Transport", "actor": ()}, ["s2", "s1", "s4"]),
        ("", {"x": "Tax", "y": "Tax", "actor": ("Ann", "Bob")}, ["s3", "s1"]),
        ("compare", {"actor": ("Bob", "Cid"), "axis": ("Transport",)}, ["s4"]),
        ("actor", {"actor": ("Ann", "Bob")}, ["s2", "s1"]),
        ("divides", {"by": "type", "actor": ("firm",)}, ["s3", "s4"]),
        ("evidence", {"actor": (), "q": "taxes"}, ["s3"]),
        ("method", {"x": "Tax", "y": "Tax", "actor": ()}, ["s3", "s1"]),
    ],
)
def test_the_statements_are_those_behind_the_view(few, path, chosen, ids):
    found = Reader(report.report(scene(few, path, **chosen), made=DAY))
    assert [a["id"] for a in found.of("article")] == ids


def test_of_many_statements_the_first_and_where_the_others_are(few, monkeypatch):
    monkeypatch.setattr(basis, "MOST", 1)
    asked = scene(few, "statements", actor=())
    behind = basis.basis(asked)
    assert (len(behind.found), behind.left) == (1, 3)
    found = Reader(report.report(asked, made=DAY))
    assert "The first 1 stand here;" in found.text and "read the other 3 in Hustings" in found.all(
        "a"
    )
    view, unknown = link.read(few, parse_qsl(urlsplit(behind.link).query, keep_blank_values=True))
    assert (view.actor, view.sort, unknown) == ((), "newest", [])


def test_limits_in_numbers(few):
    both = scene(few, "", x="Transport", y="Tax", actor=())
    thin, coders, dates = basis.limits(both)
    # Ann has two statements on Transport and one on Tax; Bob and Cid have one each
    assert thin == "Resting on one statement only: 2 of 3 actors, and 3 of 4 positions."
    assert coders.startswith("Coded by A and B. ")
    assert dates == (
        "The statements are of 1 January 2024 to 1 March 2024; one statement without a date."
    )
    found = Reader(report.report(both, made=DAY)).text
    assert all(said in found for said in (thin, coders, dates, *method.LIMITS))


def test_limits_of_undated_statements_by_nobody(tmp_path):
    (tmp_path / "positions.csv").write_text("actor,axis,stance\nAnn,Tax,1\nBob,Tax,0\n")
    data = open_dataset(tmp_path)
    thin, coders, dates = basis.limits(scene(data, "statements"))
    assert thin == "Resting on one statement only: 2 of 2 actors, and 2 of 2 positions."
    assert coders == "The data do not say who coded the statements."
    assert dates == "None of the statements has a date."


@pytest.mark.parametrize("path", PATHS)
def test_every_page_has_its_measures_and_no_others(read, path):
    known = {measure.key for measure in method.MEASURES}
    assert set(method.ON_PAGE) == set(PATHS) and set(method.ON_PAGE[path]) <= known
    wanted = [f"{measure.label}." for measure in method.on_page(path)]
    assert wanted and read(path).all("strong")[-len(wanted) :] == wanted


def test_nothing_found_is_said(few):
    for path in PATHS:
        found = Reader(report.report(scene(few, path, q="no statement says this"), made=DAY))
        assert not found.of("div", role="img") and not found.of("table")
        assert "No statement" in found.text and "no statement says this" in found.text


def test_what_was_asked_in_vain_is_told(few):
    assert "Not here (type)." in Reader(report.report(scene(few), note="Not here (type).")).text


def test_same_view_and_day_same_bytes(few):
    first, again = (report.report(scene(few), made=DAY) for _ in range(2))
    later = report.report(scene(few), made=date(2026, 2, 4))
    assert first == again
    assert first.replace(b"3 February 2026", b"4 February 2026").replace(
        b"2026-02-03", b"2026-02-04"
    ) == later  # fmt: skip


def test_progress_is_told(bundled):
    told = []
    report.report(scene(bundled, "evidence"), lambda share, doing: told.append((share, doing)))
    shares = [share for share, _ in told]
    assert shares == sorted(shares) and shares[0] == 0 and shares[-1] == 1
    assert [doing for _, doing in told if doing.startswith("Drawing")] == [
        f"Drawing figure {i} of 4" for i in (1, 2, 3, 4)
    ]


@pytest.mark.parametrize("path", ["", "statements", "change"])
def test_hostile_data_are_only_text(tmp_path, path):
    data = open_dataset(hostile.write(tmp_path, hostile.ATTACKS))
    asked = scene(data, path, actor=tuple(hostile.ATTACKS[:4]), x=hostile.ATTACKS[0])
    found = Reader(report.report(asked, made=DAY, note=hostile.ATTACKS[0]))
    assert not {"img", "svg", "iframe", "link", "base", "form"} & {t for t, _ in found.attributes}
    assert not [name for _, found in found.attributes for name in found if name.startswith("on")]
    assert not [a for a in found.of("a") if not a["href"].startswith(("http", "#"))]
    assert "src" not in {name for _, attributes in found.attributes for name in attributes}
    assert hostile.ATTACKS[0] in found.text
    scripts = found.of("script")
    assert [s for s in scripts if s != {"type": "application/json"}] == [{}, {}]


def test_the_policy_names_the_scripts_and_forbids_all_else(few):
    content = report.report(scene(few), made=DAY).decode()
    found = Reader(content.encode())
    (policy,) = (
        m["content"] for m in found.of("meta", **{"http-equiv": "Content-Security-Policy"})
    )
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    hashes = {
        f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"
        for script in re.findall(r"<script>(.*?)</script>", content, re.DOTALL)
    }
    assert set(rules["script-src"].split()) == hashes and len(hashes) == 2
    assert rules["default-src"] == "'none'" and "connect-src" not in rules
    assert {rules["img-src"], rules["font-src"]} == {"data:"}


def test_json_cannot_end_its_element():
    held = drawing.inert(json.dumps({"a": "</script><!--&amp;"}))
    assert not set("<>&") & set(held)
    assert json.loads(held) == {"a": "</script><!--&amp;"}


def test_of_a_long_table_paper_has_the_first_rows(few, monkeypatch):
    monkeypatch.setattr(paper, "ROWS", 1)
    found = Reader(report.report(scene(few, "compare", actor=("Ann", "Bob")), made=DAY))
    # Ann on two axes, Bob on one
    assert found.all("p").count(
        "On paper, table 1 ends after 1 rows; the report as HTML has 2 more."
    ) == 1  # fmt: skip
    assert "tbody tr:nth-child(n + 2)" in " ".join(found.all("style"))


def test_of_a_long_table_the_first_rows(bundled, monkeypatch):
    monkeypatch.setattr(rows, "MOST_ROWS", 3)
    panel = figures.named("map").of(scene(bundled))
    table = drawing.drawing(panel, 1).table
    assert table.html.count("<tr>") == 4
    assert f"The first 3 of {len(panel.table)} rows" in table.html


def test_a_report_is_written_without_a_disk(bundled, monkeypatch):
    """A full disk cannot spoil what is made in memory."""
    real, tried = builtins.open, []

    def full(path, mode="r", *more, **named):
        if set(mode) & set("wax+"):
            tried.append(path)
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(path, mode, *more, **named)

    monkeypatch.setattr(builtins, "open", full)
    monkeypatch.setattr(tempfile, "tempdir", "/nowhere")
    assert report.report(scene(bundled, "divides"), made=DAY).endswith(b"</html>")
    assert tried == []


def test_a_full_disk_while_printing_is_named(monkeypatch):
    def full(*_, **__):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(tempfile, "mkdtemp", full)
    with pytest.raises(pictures.Failed, match="disk of the server is full"):
        report.pdf_now(b"<p>Report</p>", "full disk")
    pictures.close_now()


def test_other_faults_of_printing_stay_as_they_are(monkeypatch):
    def busy(content):
        raise pictures.Busy(7)

    monkeypatch.setattr(pictures, "print_page_now", busy)
    with pytest.raises(pictures.Busy) as told:
        report.pdf_now(b"<p>Report</p>", "busy")
    assert told.value.retry_after == 7


def test_a_report_is_made_once_for_all_who_ask(few, monkeypatch):
    asked = scene(few, min=2)
    first = report.html(asked)
    monkeypatch.setattr(written, "_TEMPLATE", None)
    assert report.html(asked) == first
    other = replace(asked, base="https://other.example")
    assert report.tag(asked, "html") != report.tag(other, "html") != report.tag(other, "pdf")


def test_file_names(few):
    assert report.file_name(scene(few), "pdf") == f"report-map-{few.version}.pdf"
    assert report.file_name(scene(few, "divides"), "html") == f"report-divides-{few.version}.html"
