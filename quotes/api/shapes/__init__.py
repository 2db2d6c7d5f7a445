"""What answers look like, for the schema and the manual; no answer is made with these.

tests/api/test_schema.py holds every answer against them.
"""

from quotes.api.shapes.documents import Annotations, CitronDocument
from quotes.api.shapes.quotes import (
    Error,
    GoneError,
    QuoteDetail,
    QuotePage,
    VersionPage,
)
from quotes.api.shapes.things import (
    SPAN_KEYS,
    ArticleDetail,
    ArticlePage,
    Changes,
    Correction,
    CorrectionPage,
    Root,
    Source,
    SourcePage,
    Speaker,
    SpeakerPage,
    StatementPage,
)

__all__ = [
    "SPAN_KEYS",
    "Annotations",
    "ArticleDetail",
    "ArticlePage",
    "Changes",
    "CitronDocument",
    "Correction",
    "CorrectionPage",
    "Error",
    "GoneError",
    "QuoteDetail",
    "QuotePage",
    "Root",
    "Source",
    "SourcePage",
    "Speaker",
    "SpeakerPage",
    "StatementPage",
    "VersionPage",
]
