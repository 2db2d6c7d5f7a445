"""Text in, attribution relations out: who says what, in French and English.

Pure Python without Django: see README.md here for method, terms and figures.
"""

from quotes.extraction.engine import ENGINE, VERSION, extract
from quotes.extraction.languages import detect
from quotes.extraction.spans import (
    Candidate,
    Extraction,
    Grounds,
    Identity,
    Kind,
    Known,
    Mention,
    Polarity,
    Resolved,
    Span,
    Statement,
)

__all__ = [
    "ENGINE",
    "VERSION",
    "Candidate",
    "Extraction",
    "Grounds",
    "Identity",
    "Kind",
    "Known",
    "Mention",
    "Polarity",
    "Resolved",
    "Span",
    "Statement",
    "detect",
    "extract",
]
