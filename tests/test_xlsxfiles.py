"""Workbooks: text alone, all rows, and nothing left on the disk."""

import tempfile
import tracemalloc

import pytest

from quotes import xlsxfiles
from quotes.xlsxfiles import xlsx_file
from tests.sheets import sheet_rows


def written(rows, **options):
    sheet = xlsx_file(("name", "value"), rows, "things", **options)
    with sheet.file:
        return sheet.is_cut, sheet_rows(sheet.file.read())


def test_every_cell_is_text_whatever_it_looks_like():
    rows = [
        ["=1+1", "+33 1"],
        ["https://agency.example", "0042"],
        ["@SUM(A1)", "1e5"],
        ["é“»<&\n", "\x07"],
        ["{=A1}", "true"],
    ]

    is_cut, (header, *found) = written(rows)
    assert not is_cut
    assert header == ["name", "value"]
    assert found[:3] == rows[:3]
    assert found[3] == ["é“»<&\n", "_x0007_"]
    assert found[4] == rows[4]


def test_empty_cells_keep_their_place():
    assert written([["", "b"], ["a", ""]])[1][1:] == [["", "b"], ["a"]]


def test_a_header_stands_alone_where_there_are_no_rows():
    assert written([]) == (False, [["name", "value"]])


def test_as_many_rows_as_a_sheet_holds_are_all_there():
    is_cut, rows = written([[str(n), ""] for n in range(3)], most=3)

    assert not is_cut
    assert [row[0] for row in rows[1:]] == ["0", "1", "2"]


def test_of_more_rows_the_last_place_says_so():
    asked = []

    def rows():
        for n in range(10):
            asked.append(n)
            yield [str(n), ""]

    is_cut, (_header, *found) = written(rows(), most=3)
    assert is_cut
    assert [row[0] for row in found] == [
        *("0", "1"),
        "Rows are left out: a sheet holds 3. Take the CSV.",
    ]
    assert asked == [0, 1, 2, 3]  # no more is read than is needed to know


@pytest.mark.parametrize("sign", ["a", "é", "\U0001f600"])
def test_a_text_longer_than_a_cell_is_cut_and_shows_it(sign):
    units = len(sign.encode("utf-16-le")) // 2
    fits = sign * (xlsxfiles.LONGEST // units)
    _cut, (_header, (whole,), (cut,)) = written([[fits, ""], [fits + sign, ""]])

    assert whole == fits
    assert cut.endswith("…")
    assert len(cut.encode("utf-16-le")) // 2 <= xlsxfiles.LONGEST
    assert fits.startswith(cut[:-1])


def test_what_fails_in_the_middle_leaves_no_file(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def rows():
        yield ["a", "b"]
        assert list(tmp_path.iterdir())
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        xlsx_file(("name", "value"), rows(), "things")

    assert list(tmp_path.iterdir()) == []


def test_a_finished_one_is_gone_from_the_disk(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    sheet = xlsx_file(("name", "value"), [["a", "b"]], "things")

    assert list(tmp_path.iterdir()) == []
    sheet.file.close()


def test_twenty_thousand_rows_take_no_more_memory_than_two_thousand():
    peaks = []
    for count in (2_000, 20_000):
        rows = ([f"row {n}", "x" * 200] for n in range(count))
        tracemalloc.start()
        xlsx_file(("name", "value"), rows, "things").file.close()
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()

    assert peaks[1] < peaks[0] + 1_000_000
