"""Public things as plain dictionaries: one shape for API, .json, .csv and dump.

A quote's record is made of its publication's frozen data alone, the others of rows that
readers may see: the caller starts at listed() or public(). Keys are English, whatever
the language of the page; dates are ISO 8601, moments in UTC with a Z; what is not known
is None. absolute turns a path of this site into an address with scheme and host.
"""

from quotes.records.quotes import quote_record
from quotes.records.rows import QUOTE_COLUMNS, quote_row
from quotes.records.things import (
    article_record,
    correction_record,
    source_record,
    speaker_record,
)

__all__ = [
    "QUOTE_COLUMNS",
    "article_record",
    "correction_record",
    "quote_record",
    "quote_row",
    "source_record",
    "speaker_record",
]
