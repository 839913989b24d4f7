"""Citations as data: BibTeX, RIS and CSL-JSON, read back by small parsers of their own."""

import json
import re
from datetime import date

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from hustings.dataset import Meta
from hustings.export import citation
from hustings.export.apa import IN_TEXT

STATEMENT = {
    "statement_id": "a-1", "date": date(2025, 2, 9), "actor": "Ministry of Trade",
    "actor_type": "government", "country": "FRA", "speaker": "Ana Lima", "role": "Minister",
    "summary": "Asks for lower tariffs.", "quote": "trade must flow", "kind": "direct",
    "theme": "Trade", "event": "Summit", "source_title": "Minister on tariffs",
    "publisher": "The Daily", "url": "https://daily.example/a?b=1&c=2#d",
}  # fmt: skip
#: every text of a statement that a citation shows
TEXTS = ["actor", "speaker", "summary", "quote", "source_title", "publisher", "url"]
HOSTILE = [
    "x\r\nER  - \r\nTY  - BOOK", "a }, note = {b", "\\input{secret} ^~ 5% $1 #2 a_b & {", "}}}{",
    "<script>alert(1)</script>", "=HYPERLINK(1)", "مرحبا \u202eבעולם", "長" * 5000, "a\x85b\u2028c",
    '"@online{x,', "\ud800", "   ",
]  # fmt: skip
#: text without characters that a citation leaves out
CLEAN = st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs"]))
LATEX = {
    r"{\textbackslash}": "\\", r"{\textbraceleft}": "{", r"{\textbraceright}": "}",
    r"{\textasciicircum}": "^", r"{\textasciitilde}": "~", r"\%": "%", r"\$": "$", r"\#": "#",
    r"\_": "_", r"\&": "&",
}  # fmt: skip


def statements(*changes: dict) -> pd.DataFrame:
    return pd.DataFrame([STATEMENT | change for change in changes or ({},)], dtype=object)


def hostile(texts: list[str]) -> pd.DataFrame:
    """One statement for each text, which stands in all of its fields."""
    return statements(*(dict.fromkeys(["statement_id", *TEXTS], text) for text in texts))


def read_bibtex(text: str) -> dict[str, dict[str, str]]:
    """Key -> name -> value; braces are counted as BibTeX does, whatever stands before them."""
    entries, at = {}, 0
    while at < len(text):
        head = re.compile(r"\s*@online\{([A-Za-z0-9-]+),").match(text, at)
        fields, at = {}, head.end()
        while name := re.compile(r"\s*([a-z]+) = \{").match(text, at):
            start = at = name.end()
            depth = 1
            while depth:
                depth += {"{": 1, "}": -1}.get(text[at], 0)
                at += 1
            fields[name[1]] = text[start : at - 1]
            assert text[at] == ","
            at += 1
        at = re.compile(r"\s*\}\s*").match(text, at).end()
        assert head[1] not in entries
        entries[head[1]] = fields
    return entries


def from_latex(value: str) -> str:
    value = re.fullmatch(r"\{(?!\\text)(.*)\}|(.*)", value)
    raw = value[1] if value[1] is not None else value[2]
    spelled = re.compile("|".join(re.escape(s) for s in sorted(LATEX, key=len, reverse=True)))
    assert not set(spelled.sub("", raw)) & set("\\{}%$#_&~^")
    return spelled.sub(lambda found: LATEX[found[0]], raw)


def read_ris(text: str) -> list[dict[str, str]]:
    """One dict for each record; a line may end in CRLF only."""
    assert text.splitlines() == text.split("\r\n")[:-1]
    records = []
    for block in text.removesuffix("\r\n").split("\r\n\r\n"):
        pairs = [re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", s).groups() for s in block.split("\r\n")]
        assert pairs[0] == ("TY", "ELEC") and pairs[-1] == ("ER", "")
        assert len({tag for tag, _ in pairs}) == len(pairs)
        records.append(dict(pairs))
    return records


def test_bibtex_fields():
    entry = read_bibtex(citation.bibtex(statements({"publisher": "Bits & Bytes"})))["a-1"]
    assert entry == {
        "author": r"{Bits \& Bytes}", "title": "{Minister on tariffs}",
        "organization": r"{Bits \& Bytes}", "year": "2025", "date": "2025-02-09",
        "url": "https://daily.example/a?b=1&c=2#d",
        "note": "Quoted: Ana Lima (Ministry of Trade): “trade must flow”",
        "abstract": "Asks for lower tariffs.",
    }  # fmt: skip


def test_keys_are_plain_and_told_apart_without_regard_to_case():
    ids = ["é, {x}", "A b", "a-B", "a b", "a-b-2", "", "%"]
    keys = list(read_bibtex(citation.bibtex(statements(*({"statement_id": i} for i in ids)))))
    assert keys == ["x", "A-b", "a-B-2", "a-b-3", "a-b-2-2", "statement", "statement-2"]


def test_ris_fields():
    assert read_ris(citation.ris(statements())) == [
        {
            "TY": "ELEC", "ID": "a-1", "AU": "The Daily,",
            "TI": "Minister on tariffs", "T2": "The Daily", "PY": "2025", "DA": "2025/02/09",
            "UR": "https://daily.example/a?b=1&c=2#d",
            "N1": "Quoted: Ana Lima (Ministry of Trade): “trade must flow”",
            "AB": "Asks for lower tariffs.", "ER": "",
        }
    ]  # fmt: skip


def test_csl_items():
    full, bare = json.loads(
        citation.csl_json(statements({}, dict.fromkeys(TEXTS[1:]) | {"date": pd.NaT}))
    )
    assert full == {
        "id": "a-1", "type": "webpage", "author": [{"literal": "The Daily"}],
        "issued": {"date-parts": [[2025, 2, 9]]}, "title": "Minister on tariffs",
        "container-title": "The Daily", "URL": "https://daily.example/a?b=1&c=2#d",
        "note": "Quoted: Ana Lima (Ministry of Trade): “trade must flow”",
        "abstract": "Asks for lower tariffs.",
    }  # fmt: skip
    assert bare == {
        "id": "a-1-2", "type": "webpage", "author": [{"literal": "Ministry of Trade"}],
        "title": "[Statement]",
    }  # fmt: skip


def test_a_person_who_publishes_is_the_author_in_parts():
    own = {"actor": "Ana de Lima", "speaker": "Ana de Lima", "source_kind": "original"}
    frame = statements(own | {"publisher": "Ana de Lima, Notes & Queries"})
    entry = read_bibtex(citation.bibtex(frame))["a-1"]
    assert (entry["author"], entry["note"]) == ("de Lima, Ana", "“trade must flow”")
    assert read_ris(citation.ris(frame))[0]["AU"] == "de Lima, Ana"
    (item,) = json.loads(citation.csl_json(frame))
    assert item["author"] == [{"family": "de Lima", "given": "Ana"}]


@given(st.lists(CLEAN, min_size=1, max_size=4))
def test_every_text_comes_back_from_every_format(texts):
    frame = statements(*(dict.fromkeys(TEXTS[:-1], "x" + text) for text in texts))
    expected = [" ".join(f"x{text}".split()) for text in texts]
    entries = read_bibtex(citation.bibtex(frame)).values()
    records = read_ris(citation.ris(frame))
    items = json.loads(citation.csl_json(frame))
    assert [from_latex(entry["author"]) for entry in entries] == expected
    assert [from_latex(entry["note"]) for entry in entries] == [f"“{text}”" for text in expected], (
        "what publishes and who speaks have one name"
    )
    assert [record["TI"] for record in records] == expected
    assert [record["AB"] for record in records] == expected
    assert [item["author"][0]["literal"] for item in items] == expected


@given(st.lists(st.text() | st.sampled_from(HOSTILE), min_size=1, max_size=4))
def test_no_text_breaks_out_of_its_field(texts):
    frame = hostile(texts)
    made = {form.key: form.function(frame) for form in citation.FORMATS}
    assert all(text.encode() for text in made.values())
    listed, _, cited = made["apa"].partition(f"\n\n{IN_TEXT}\n")
    assert len(listed.splitlines()) <= len(cited.splitlines()) == len(texts)
    assert "\u202e" not in "".join(made.values())
    assert len(read_bibtex(made["bibtex"])) == len(texts)
    assert len(read_ris(made["ris"])) == len(texts)
    assert len(json.loads(made["csl"])) == len(texts)


def test_all_hostile_texts_at_once():
    frame = hostile(HOSTILE)
    entries = list(read_bibtex(citation.bibtex(frame)).values())
    assert from_latex(entries[2]["title"]) == HOSTILE[2]
    assert from_latex(entries[3]["note"]).endswith("“}}}{”")
    assert from_latex(entries[7]["author"]) == HOSTILE[7]
    assert read_ris(citation.ris(frame))[0]["TI"] == "x ER - TY - BOOK"


def test_an_address_holds_no_space_and_no_brace():
    entry = read_bibtex(citation.bibtex(statements({"url": "https://x.example/a b}%20{"})))["a-1"]
    assert entry["url"] == "https://x.example/a%20b%7D%20%7B"


def test_nothing_to_cite():
    none = statements().head(0)
    assert [form.function(none) for form in citation.FORMATS] == ["", "", "", "[]"]


def meta(**changes: str) -> Meta:
    texts = dict.fromkeys(
        ["name", "title", "description", "licence", "licence_url", "homepage", "citation"], ""
    )
    return Meta(**texts | {"title": "Trade positions"} | changes, default={}, views=())


def test_view_citation_says_version_and_day_of_access():
    link, day = "https://h.example/?x=a%20b&v=abc123def456", date(2026, 11, 5)
    cited = citation.view_citation("Peru & Chile", meta(), "abc123def456", link, day)
    assert cited.plain == (
        "Peru & Chile. In Trade positions (data version abc123def456). Hustings. "
        f"Retrieved 5 November 2026 from {link}"
    )
    assert read_bibtex(cited.bibtex) == {
        "hustings-abc123def456-Peru-Chile": {
            "title": r"{Peru \& Chile}", "organization": "{Hustings}", "url": link,
            "urldate": "2026-11-05",
            "note": "In Trade positions (data version abc123def456).",
        }
    }  # fmt: skip


def test_view_citation_prefers_the_citation_of_the_data_set():
    data = meta(citation="Trade Lab (2024). Positions.")
    cited = citation.view_citation("A map", data, "0" * 12, "https://h.example/", date(2026, 1, 1))
    assert "In Trade Lab (2024). Positions (data version 000000000000). Hustings." in cited.plain


@given(st.text() | st.sampled_from(HOSTILE))
def test_view_citation_of_any_text(text):
    cited = citation.view_citation(text, meta(title=text), "abc", text, date(2026, 1, 1))
    assert len(read_bibtex(cited.bibtex)) == len(cited.plain.splitlines()) == 1
