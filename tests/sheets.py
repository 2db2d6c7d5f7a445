"""Reading a workbook back: what its cells hold, and of which kind they are."""

import zipfile
from io import BytesIO

from lxml import etree

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def sheet_rows(data):
    """Return the rows of the one sheet of a workbook as lists of strings.

    Fails where a cell is anything but text: a number, a formula or a link.
    """
    with zipfile.ZipFile(BytesIO(data)) as book:
        assert book.testzip() is None
        assert not [name for name in book.namelist() if "calcChain" in name]
        root = etree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    assert root.find(f".//{_MAIN}f") is None
    assert root.find(f".//{_MAIN}hyperlink") is None
    rows = []
    for row in root.iter(f"{_MAIN}row"):
        cells = []
        for cell in row.iter(f"{_MAIN}c"):
            assert cell.get("t") == "inlineStr", etree.tostring(cell)
            column = _column(cell.get("r"))
            cells += [""] * (column - len(cells))
            cells.append("".join(cell.itertext()))
        rows.append(cells)
    return rows


def readable(data):
    """Return an answer's bytes; of a workbook those of all that is packed in it."""
    if not data.startswith(b"PK\x03\x04"):
        return data
    with zipfile.ZipFile(BytesIO(data)) as book:
        return b"\n".join(book.read(name) for name in book.namelist())


def sheet_dicts(data):
    """Return the rows of a workbook as dictionaries by its header."""
    header, *rows = sheet_rows(data)
    return [
        dict(zip(header, row + [""] * (len(header) - len(row)), strict=True))
        for row in rows
    ]


def _column(reference):
    """Return the number from 0 of a cell such as AB12."""
    number = 0
    for letter in reference.rstrip("0123456789"):
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
