"""Exports written to a binary file: NDJSON, whose lines are records, or CSV."""

import codecs

from quotes.csvfiles import csv_lines
from quotes.exports.editorial import editorial
from quotes.exports.flat import COLUMNS, flat_rows
from quotes.exports.lines import json_line

FORMATS = ("ndjson", "csv")


def write(file, form, articles=None, *, statuses=(), progress=None):
    """Write an export into a binary file; return (articles, quotes) written.

    form is one of FORMATS; articles and statuses are those of editorial(). progress is
    called with the articles and quotes so far, after each article (CSV: each quote).
    """
    progress = progress or (lambda articles, quotes: None)
    writer = {"ndjson": _ndjson, "csv": _csv}[form]
    return writer(file, articles, statuses, progress)


def _ndjson(file, articles, statuses, progress):
    done = quotes = 0
    for record in editorial(articles, statuses=statuses):
        file.write(json_line(record))
        if record["type"] == "article":
            done += 1
            quotes += len(record.get("quotes", ()))
            progress(done, quotes)
    return done, quotes


def _csv(file, articles, statuses, progress):
    at, count = COLUMNS.index("article_id"), [0, 0]

    def counted():
        article = None
        for row in flat_rows(articles, statuses=statuses):
            if row[at] != article:
                article = row[at]
                count[0] += 1
            count[1] += 1
            progress(*count)
            yield row

    # Spreadsheets read accents wrongly without the mark of UTF-8.
    file.write(codecs.BOM_UTF8)
    for text in csv_lines(COLUMNS, counted()):
        file.write(text.encode())
    return tuple(count)
