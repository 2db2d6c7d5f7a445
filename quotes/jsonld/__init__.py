"""What machines are told, as schema.org JSON-LD: one @graph for each page.

Quotes are made of their publications' frozen data, the other things of rows that
readers may see. absolute turns a path of this site into an address with scheme and
host. The ids are the short addresses in the default language: one thing has one id,
whatever language its page is read in.
"""

from quotes.jsonld.graphs import as_text, graph
from quotes.jsonld.newsroom import organization, website
from quotes.jsonld.pages import (
    article_page,
    correction_list_page,
    correction_page,
    home_page,
    quote_page,
    source_page,
    speaker_page,
)
from quotes.jsonld.quotations import (
    CONTEXT,
    article,
    correction_comment,
    known_date,
    moment,
    quotation,
    quoted_words,
)

__all__ = [
    "CONTEXT",
    "article",
    "article_page",
    "as_text",
    "correction_comment",
    "correction_list_page",
    "correction_page",
    "graph",
    "home_page",
    "known_date",
    "moment",
    "organization",
    "quotation",
    "quote_page",
    "quoted_words",
    "source_page",
    "speaker_page",
    "website",
]
