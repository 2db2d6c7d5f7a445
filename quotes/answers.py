"""Rows and records as a file that a browser saves: CSV, NDJSON or a workbook (XLSX).

CSV begins with the mark of UTF-8 (BOM), because spreadsheets of newsrooms read accents
wrongly without it. CSV and NDJSON are sent while rows come; a workbook is finished
before its first byte is sent, in a temporary file that is gone when it was.
"""

import codecs

import orjson
from django.http import FileResponse, HttpResponse, StreamingHttpResponse

from quotes.csvfiles import csv_lines
from quotes.xlsxfiles import MEDIA_TYPE, xlsx_file

#: Lines of NDJSON that are sent together.
LINES = 100


def csv_answer(columns, rows, name):
    """Return the answer that writes rows (lists of strings) under a header."""
    return _saved(
        StreamingHttpResponse(
            _with_mark(csv_lines(columns, rows)),
            content_type="text/csv; charset=utf-8; header=present",
        ),
        f"{name}.csv",
    )


def ndjson_answer(records, name):
    """Return the answer that writes a record (a dictionary) on each line."""
    return _saved(
        StreamingHttpResponse(_lines(records), content_type="application/x-ndjson"),
        f"{name}.ndjson",
    )


def xlsx_answer(columns, rows, name, *, is_head=False):
    """Return the answer with a workbook; of rows that it has no place for, it says so.

    The header X-Rows-Left-Out tells it too. is_head spares making it.
    """
    filename = f"{name}.xlsx"
    if is_head:
        return _saved(HttpResponse(content_type=MEDIA_TYPE), filename)
    sheet = xlsx_file(columns, rows, name)
    response = _saved(FileResponse(sheet.file, content_type=MEDIA_TYPE), filename)
    if sheet.is_cut:
        response["X-Rows-Left-Out"] = "true"
    return response


def _saved(response, filename):
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response


def _with_mark(lines):
    yield codecs.BOM_UTF8
    for text in lines:
        yield text.encode()


def _lines(records):
    block = []
    for record in records:
        block.append(orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE))
        if len(block) == LINES:
            yield b"".join(block)
            block.clear()
    yield b"".join(block)
