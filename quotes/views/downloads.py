"""Whole public lists as files: .csv, .ndjson and .xlsx beside every list.

Each takes the query string of the list and has all its rows: CSV and workbook those of
quotes.records as cells, NDJSON the records of .json. A workbook is answered later than
the others, because it is finished first.
"""

from math import ceil

from quotes.answers import csv_answer, ndjson_answer, xlsx_answer
from quotes.api.errors import error_body, too_many
from quotes.api.throttling import DownloadThrottle
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

#: Rows that are read together.
BLOCK = 500


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
        return self.answer(() if request.method == "HEAD" else records)

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
        return csv_answer(self.columns, map(self.row, records), self.name)


class Ndjson(Download):
    """A record on each line."""

    form = "ndjson"

    def answer(self, records):
        return ndjson_answer(records, self.name)


class Xlsx(Download):
    """A workbook with the cells of the CSV."""

    form = "xlsx"

    def answer(self, records):
        is_head = self.request.method == "HEAD"
        rows = map(self.row, records)
        return xlsx_answer(self.columns, rows, self.name, is_head=is_head)


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
