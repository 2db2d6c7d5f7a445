"""How well statements that were found agree with statements that people marked.

Pure: documents in (documents.py), figures out (figures.py, rates.py); pairing.py holds what both
sides are compared by. Nothing here knows the engine.
"""

from quotes.extraction.scoring.documents import (
    BadDocument,
    Document,
    Quotation,
    document_from,
    read_documents,
)
from quotes.extraction.scoring.figures import View, score
from quotes.extraction.scoring.rates import Figures, Miss, Rate, Share

__all__ = [
    "BadDocument",
    "Document",
    "Figures",
    "Miss",
    "Quotation",
    "Rate",
    "Share",
    "View",
    "document_from",
    "read_documents",
    "score",
]
