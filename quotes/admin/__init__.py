"""The editors' panel: stock Django admin, whose every write goes through the workflow."""

from quotes.admin import (
    articles,
    corrections,
    findings,
    links,
    people,
    quotes,
    records,
    sources,
    speakers,
)
from quotes.admin.imports import runs

__all__ = [
    "articles",
    "corrections",
    "findings",
    "links",
    "people",
    "quotes",
    "records",
    "runs",
    "sources",
    "speakers",
]
