"""Rows as CSV: UTF-8, CRLF, quotes where they are needed (RFC 4180).

One record is one line: a line break inside a cell becomes a space, so that tools which
read line by line can be used; the JSON beside it has the text as it is.
"""

import csv
from io import StringIO

#: Rows that are written together: fewer writes, and memory that stays as it is.
BATCH = 200


def csv_lines(columns, rows):
    """Yield the header and the rows (lists of strings) as text, some lines at a time."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for number, row in enumerate(rows, start=1):
        writer.writerow([" ".join(cell.splitlines()) for cell in row])
        if number % BATCH == 0:
            yield out.getvalue()
            out.seek(0)
            out.truncate()
    yield out.getvalue()
