"""Rows as a spreadsheet (XLSX), written row by row: memory stays as it is.

XlsxWriter in its constant memory mode keeps one row and writes the rest into temporary
files; the finished workbook is one too, gone from the disk as soon as it is closed.
Every cell is text: a formula, a number or an address is shown and never run.
"""

import tempfile
from dataclasses import dataclass
from typing import BinaryIO

from xlsxwriter import Workbook

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: Rows that a sheet can have (1,048,576), without the header.
MOST_ROWS = 1_048_575
#: Signs that a cell can have, in UTF-16 units, as spreadsheets count.
LONGEST = 32_767

_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A workbook at its beginning, and whether rows were left out of it."""

    file: BinaryIO
    is_cut: bool


def xlsx_file(columns, rows, name, *, most=MOST_ROWS):
    """Write a header and rows (lists of strings) into one sheet; return a Sheet.

    name is the sheet's, at most 31 signs. Of more rows than a sheet can have the last
    place says that rows are left out. The caller closes the file, which is then gone.
    """
    file = tempfile.TemporaryFile(prefix="sheet-", suffix=".xlsx")  # noqa: SIM115
    try:
        with tempfile.TemporaryDirectory(prefix="sheet-") as folder:
            book = Workbook(file, {**_OPTIONS, "tmpdir": folder})
            sheet = book.add_worksheet(name[:31])
            sheet.freeze_panes(1, 0)
            try:
                is_cut = _write(sheet, columns, rows, most)
            finally:
                # Also what failed in the middle has files of its own to close.
                book.close()
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return Sheet(file, is_cut)


def _write(sheet, columns, rows, most):
    _write_row(sheet, 0, columns)
    number, held = 0, None
    for row in rows:
        # The last place waits until it is known whether a row comes after it.
        if number == most:
            told = f"Rows are left out: a sheet holds {most}. Take the CSV."
            _write_row(sheet, most, [told])
            return True
        if held is not None:
            _write_row(sheet, number, held)
        number, held = number + 1, row
    if held is not None:
        _write_row(sheet, number, held)
    return False


def _write_row(sheet, number, cells):
    for column, text in enumerate(cells):
        if text:
            sheet.write_string(number, column, cut(text))


def cut(text):
    """Return a text no longer than a cell can be, with … where it was cut."""
    if len(text) * 2 <= LONGEST or len(text.encode("utf-16-le")) // 2 <= LONGEST:
        return text
    units = text.encode("utf-16-le")[: (LONGEST - 1) * 2]
    return units.decode("utf-16-le", "ignore") + "…"
