"""Quotes that are wrong cost their own row at most, and time stays in proportion to the file."""

import time

import pytest
from foreign import lists, one, read_as
from hypothesis import given, settings
from hypothesis import strategies as st

from hustings.intake.readers import bounds, quotes
from hustings.intake.readers.quotes import lenient
from hustings.intake.readers.regular import regular


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ('a,"he said "no" twice",b', ["a", 'he said "no" twice', "b"]),
        ('a,"ends with quote""', ["a", 'ends with quote"']),
        ('"x""",y', ['x"', "y"]),
        ('a,"he ""n"", ok",c', ["a", 'he "n", ok', "c"]),
        ('a, "b" ,"c"', ["a", "b", "c"]),
        ('"",x', ["", "x"]),
        ('he said "no",b', ['he said "no"', "b"]),
        ("a,", ["a", ""]),
    ],
)
def test_quotes_that_can_only_mean_one_thing(line, cells):
    assert lenient(line, quotes.closing(","), ",") == (cells, None)


def test_an_unclosed_quote_costs_itself_alone(tmp_path):
    said = 'a,b,c\n1,x,"open\n2,"y",z\n3,"two\nlines",w\n'
    table = one(read_as(tmp_path, said))
    assert lists(table) == [["1", "x", "open"], ["2", "y", "z"], ["3", "two\nlines", "w"]]
    (fault,) = table.faults
    assert (fault.rows, fault.value, fault.allowed) == ((2,), '"open', quotes.CLOSED)


def test_a_backslash_before_quotes_and_separators(tmp_path):
    said = 'a,b\n1,"he (\\"foo\\") said"\n2,"x\\, y"\n3,"\\"all\\""\n4,"ends \\""\n'
    table = one(read_as(tmp_path, said))
    assert [row[1] for row in lists(table)] == ['he ("foo") said', "x, y", '"all"', 'ends "']
    assert table.faults == ()


def test_a_folder_of_windows_is_no_backslash_before_quotes(tmp_path):
    table = one(read_as(tmp_path, 'a,b\n"C:\\dir\\",x\n"C:\\x, y",z\n'))
    assert lists(table) == [["C:\\dir\\", "x"], ["C:\\x, y", "z"]]


def test_spaces_around_quotes(tmp_path):
    table = one(read_as(tmp_path, 'a, b, c\n1, "x, y" , 2\n3, "z", 4\n'))
    assert lists(table) == [["1", "x, y", "2"], ["3", "z", "4"]]


def test_a_cell_that_is_too_long_is_emptied_and_named(tmp_path):
    long = "x" * (bounds.LONGEST_CELL + 1)
    table = one(read_as(tmp_path, f'a,b\n1,"{long}"\n2,"y ""z"""\n3,"open\n'))
    assert lists(table) == [["1", ""], ["2", 'y "z"'], ["3", "open"]]
    assert {fault.allowed for fault in table.faults} == {quotes.SHORT, quotes.CLOSED}


def test_an_endless_line_costs_itself_alone(tmp_path, monkeypatch):
    monkeypatch.setattr(quotes, "LONGEST_LINE", 5_000)
    for size in (5_000, 12_000):
        table = one(read_as(tmp_path, f'a,b\n1,x\n2,"{"y" * size}\n3,z\n'))
        assert [row[0] for row in lists(table)] == ["1", "3"]
        assert [fault.rows for fault in table.faults] == [(3,)]


def test_quotes_that_chain_all_rows_together_are_read_line_by_line(tmp_path):
    count = 40_000
    began = time.process_time()
    table = one(read_as(tmp_path, "a,b\n" + '1,"x,y\n' * count))
    assert len(table.cells) + sum(f.count for f in table.faults if "cells, as" in f.allowed) == (
        count
    )
    assert time.process_time() - began < 20


@pytest.mark.parametrize(
    ("content", "right"),
    [
        (b"a,b\n1,2\n", True), (b'a,b\n"x","y"\n', True), (b'"a ""b"" c",d', True),
        (b'a,"x\n""y"""\n', True), (b'"""a""",b\n', True), (b'a,""\n', True),
        (b'a,"x"y\n', False), (b'a,x"y\n', False), (b'a,"x\n', False),
        (b'a,"x\n"b","c"\n', False), (b'a, "x"\n', False), (b'a,"x\\"y"\n', False),
    ],
)  # fmt: skip
def test_what_regular_quotes_are(content, right):
    assert regular(content, 0, ",") is right


@settings(max_examples=50)
@given(st.text(st.sampled_from('",a \n'), max_size=40), st.integers(1, 9))
def test_pieces_of_a_file_are_judged_as_the_whole(content, size):
    whole = regular(content.encode(), 0, ",")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("hustings.intake.readers.regular._CHUNK", size)
        assert regular(content.encode(), 0, ",") is whole


@settings(max_examples=60)
@given(st.text(st.sampled_from('",a \n\\\0;'), max_size=60))
def test_whatever_the_quotes_reading_ends(tmp_path_factory, body):
    reading = read_as(tmp_path_factory.mktemp("csv"), "name,says,more\n" + body)
    for table in reading.tables:
        assert (table.cells.index >= 1).all()
        assert not table.cells.isna().any(axis=None)
