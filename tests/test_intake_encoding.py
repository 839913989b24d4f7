"""Text in any encoding that programs for tables save comes out as it was written."""

import time

import pytest
from foreign import lists, one, read_as

SAID = {
    "de": "Ministerium für Umwelt;„Wir prüfen“;Grüne Jugend",
    "fr": "Ministère;Nous sommes prêts à voter;Ça ira, c’est décidé",
    "es": "Unión;Señor, ¿qué pasa aquí?;mañana",
    "pt": "Ministério;Não estamos prontos, então vamos à votação;São",
    "pl": "Związek Miast;Jesteśmy gotowi, żeby głosować;Partia Źródło",
    "cs": "Ministerstvo životního prostředí;příliš žluťoučký kůň;Řád",
    "hu": "Környezetvédelmi Minisztérium;Őrök;nem jó ötlet, sőt",
    "tr": "Çevre Bakanlığı;Oy vermeye hazırız, şimdi;İşçi Partisi",
    "lt": "Aplinkos ministerija;Esame pasirengę balsuoti;šįkart Užtvanka",
    "ru": "Министерство;Мы готовы голосовать;Партия",
    "uk": "Міністерство;Ми готові голосувати;ні",
    "el": "Υπουργείο;Είμαστε έτοιμοι;Φράγμα",
    "zh": "环境部;我们准备好投票;工会不同意",
    "ja": "環境省;投票の準備ができています;いいえ",
    "ko": "환경부;투표할 준비가 되었습니다;댐",
    "he": "משרד הסביבה;סכר;אנחנו מוכנים להצביע",
    "ar": "وزارة البيئة;سد;نحن مستعدون",
    "th": "พรรคก้าวหน้า;เขื่อน;เราพร้อม",
    "euro": "Ministère;Coût en €;œuvre",
    "one": "Ministère;Dam;NGO",
}
PAGES = [
    ("de", "cp1252"), ("fr", "cp1252"), ("es", "cp1252"), ("pt", "cp1252"), ("one", "cp1252"),
    ("de", "mac_roman"), ("fr", "mac_roman"), ("de", "cp850"), ("pl", "cp1250"), ("cs", "cp1250"),
    ("hu", "cp1250"), ("tr", "cp1254"), ("lt", "cp1257"), ("ru", "cp1251"), ("ru", "koi8_r"),
    ("uk", "cp1251"), ("el", "cp1253"), ("zh", "gb18030"), ("zh", "big5"), ("ja", "shift_jis"),
    ("ja", "euc_jp"), ("ko", "cp949"), ("he", "cp1255"), ("ar", "cp1256"), ("th", "cp874"),
    ("pl", "iso8859_2"), ("cs", "iso8859_2"), ("euro", "iso8859_15"), ("euro", "cp1252"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "encoding"), PAGES)
def test_a_code_page_is_guessed_and_told(tmp_path, language, encoding):
    said = SAID[language] if encoding != "cp850" else SAID[language].translate(
        {ord("„"): None, ord("“"): None}
    )  # fmt: skip
    said = said.replace("环", "環").replace("们", "們").replace("准", "準").replace("备", "備") if (
        encoding == "big5"
    ) else said  # fmt: skip
    table = one(read_as(tmp_path, f"actor;axis;stance\n{said}\n".encode(encoding, "ignore")))
    expected = said.encode(encoding, "ignore").decode(encoding).split(";")
    assert lists(table) == [expected]
    assert not table.notes[0].startswith("UTF-8")


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_unicode_with_and_without_its_mark(tmp_path, encoding):
    for said in SAID.values():
        content = f"actor;axis;stance\n{said}\nabc;def;1\n".encode(encoding)
        if encoding == "utf-16-be":
            content = b"\xfe\xff" + content
        assert lists(one(read_as(tmp_path, content))) == [said.split(";"), ["abc", "def", "1"]]


def test_utf_16_of_ascii_without_its_mark(tmp_path):
    for encoding in ("utf-16-le", "utf-16-be"):
        table = one(read_as(tmp_path, "actor,axis\nA,Dam\n".encode(encoding)))
        assert lists(table) == [["A", "Dam"]]
        assert table.notes[0].startswith("UTF-16")


def test_a_few_bytes_that_are_not_utf_8_cost_nothing_else(tmp_path):
    good = "actor,axis\n" + "Égalité,Dam\n" * 20
    table = one(read_as(tmp_path, good.encode() + "Café,x\n".encode("latin-1")))
    assert lists(table)[-2:] == [["Égalité", "Dam"], ["Café", "x"]]
    assert "1 byte is no UTF-8 and read as Windows-1252" in table.notes


def test_a_byte_far_down_in_a_file_decides_too(tmp_path):
    content = ("actor,axis\n" + "A,Dam\n" * 200_000 + "Ministère,Dam\n").encode("cp1252")
    table = one(read_as(tmp_path, content))
    assert table.cells.actor.iloc[-1] == "Ministère"


def test_long_words_are_looked_at_once(tmp_path):
    content = b"actor,axis\n" + b"x" * 100_000 + b",y\n" + b"A,\xe9\n" + b"\xe9" * 100_000 + b",z\n"
    began = time.process_time()
    table = one(read_as(tmp_path, content))
    assert table.cells.axis.tolist() == ["y", "é", "z"]
    assert time.process_time() - began < 5


def test_nul_bytes_are_left_out_and_told(tmp_path):
    table = one(read_as(tmp_path, "a,b\n1,on\0e\n2,two\n"))
    assert lists(table) == [["1", "one"], ["2", "two"]]
    assert "1 byte is NUL and left out" in table.notes


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", "an empty file"),
        (b"\0" * 20, "bytes that are no text"),
        (b"\n\n  \n", "only empty lines"),
        (b"\n" * 5_000_000, "only empty lines"),
        (b"<!DOCTYPE html><html><table><tr><td>a</td></tr></table>", "a web page"),
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF"),
        (bytes(range(256)) * 8, "bytes that are no text"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(1, 32)) * 9, "bytes that are no text"),
    ],
)
def test_what_is_no_text_is_refused_in_a_sentence(tmp_path, content, found):
    reading = read_as(tmp_path, content)
    (fault,) = reading.faults
    assert reading.tables == ()
    assert (fault.file, fault.value) == ("some.csv", found)
    assert fault.allowed
