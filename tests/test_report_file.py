"""The file of a report needs nothing and trusts nothing: its bytes, its policy, its faults."""

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

import hostile
import pytest
from reports import DAY, Reader, scene

from hustings import pictures
from hustings.dataset import open_dataset
from hustings.export import report
from hustings.export.report import drawing
from hustings.export.report import page as written


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
    assert not {"img", "iframe", "link", "base", "form"} & {t for t, _ in found.attributes}
    assert all(drawn.get("role") == "img" for drawn in found.of("svg")), "marks of ours"
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
    assert report.file_name(scene(few), "pdf").startswith("hustings-report-map-")
    assert report.file_name(scene(few, "divides"), "html").startswith("hustings-report-divides")
