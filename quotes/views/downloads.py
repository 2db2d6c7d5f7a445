"""Whole public lists as files: .csv, .ndjson and .xlsx beside every list.

Each takes the query string of the list and has all its rows, made while they come from
the database. CSV begins with the mark of UTF-8 (BOM), because spreadsheets of newsrooms
read accents wrongly without it; NDJSON has the records of .json, one on each line, and
no mark. A workbook is finished before the first byte is sent, so that it is answered
later than the others; more rows than a sheet holds are left out, and it says so.
"""

import codecs
from math import ceil

import orjson
from django.http import FileResponse, HttpResponse, StreamingHttpResponse

from quotes.api.errors import error_body, too_many
from quotes.api.throttling import DownloadThrottle
from quotes.csvfiles import csv_lines
from quotes.paging import blocks_of
from quotes.records import QUOTE_COLUMNS, quote_record, quote_row
from quotes.views.articles import ArticleListView
from quotes.views.corrections import CorrectionListView
from quotes.views.quote_list import QuoteListView
from quotes.views.speakers import SpeakerListView
from quotes.views.twins import (
    Articles,
    Corrections,
    Data,
    Speakers,
    as_json,
    refuse_bad_filters,
)
from quotes.xlsxfiles import MEDIA_TYPE, xlsx_file

#: Rows that are read together.
BLOCK = 500
#: Lines of NDJSON that are sent together.
LINES = 100


class Download(Data):
    """All rows of a list in a file; a form of file says how, with answer().

    Each address may take so many in a time: see DownloadThrottle.
    """

    def dispatch(self, request, *args, **kwargs):
        throttle = DownloadThrottle()
        if request.method == "GET" and not throttle.allow_request(request, self):
            seconds = str(ceil(throttle.wait() or 1))
            told = as_json(error_body(429, "throttled", too_many(seconds)), 429)
            told["Retry-After"] = seconds
            return told
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        records = self.records()  # also for HEAD: it refuses what cannot be
        response = self.answer(() if request.method == "HEAD" else records)
        response["Content-Disposition"] = (
            f'attachment; filename="{self.name}.{self.form}"'
        )
        return response

    def details(self, queryset):
        return queryset

    def records(self):
        """Return an iterator of the records of all rows."""
        rows = self.details(self.get_queryset()).iterator(chunk_size=BLOCK)
        return map(self.record, rows)


class Quotes:
    """Quotes that the list finds, newest first."""

    columns, row, name = QUOTE_COLUMNS, staticmethod(quote_row), "quotes"

    def get(self, request, *args, **kwargs):
        refuse_bad_filters(self.filterset)
        return super().get(request, *args, **kwargs)

    def records(self):
        rows = blocks_of(self.filterset.qs, BLOCK)
        return (quote_record(row, self.absolute) for row in rows)


class Csv(Download):
    """A table with a header."""

    form = "csv"

    def answer(self, records):
        lines = csv_lines(self.columns, map(self.row, records))
        return StreamingHttpResponse(
            _with_mark(lines),
            content_type="text/csv; charset=utf-8; header=present",
        )


class Ndjson(Download):
    """A record on each line."""

    form = "ndjson"

    def answer(self, records):
        return StreamingHttpResponse(
            _lines(records), content_type="application/x-ndjson"
        )


class Xlsx(Download):
    """A workbook with the cells of the CSV."""

    form = "xlsx"

    def answer(self, records):
        if self.request.method == "HEAD":
            return HttpResponse(content_type=MEDIA_TYPE)
        sheet = xlsx_file(self.columns, map(self.row, records), self.name)
        response = FileResponse(sheet.file, content_type=MEDIA_TYPE)
        if sheet.is_cut:
            response["X-Rows-Left-Out"] = "true"
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


#: The lists, by their name in the singular: what their rows are, the list.
_LISTS = {
    "quote": (Quotes, QuoteListView),
    "speaker": (Speakers, SpeakerListView),
    "article": (Articles, ArticleListView),
    "correction": (Corrections, CorrectionListView),
}

#: What stands in addresses: the name of a list in the singular, the suffix, the view.
LISTS = tuple(
    (name, form.form, type(f"{form.__name__}Of{rows.__name__}", (rows, form, view), {}))
    for name, (rows, view) in _LISTS.items()
    for form in (Csv, Ndjson, Xlsx)
)
