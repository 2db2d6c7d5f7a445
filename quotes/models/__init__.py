"""The data model: Article, Speaker, Quote, Source and what serves them."""

from quotes.models.articles import Article, Revision
from quotes.models.attributions import Attribution, Proposal
from quotes.models.publications import (
    Publication,
    PublicationSource,
    PublicationSpeaker,
)
from quotes.models.quotes import Quote
from quotes.models.reviews import Correction, Review
from quotes.models.sources import Source
from quotes.models.spans import QuoteLink, Span
from quotes.models.speakers import Office, Speaker, SpeakerName

__all__ = [
    "Article",
    "Attribution",
    "Correction",
    "Office",
    "Proposal",
    "Publication",
    "PublicationSource",
    "PublicationSpeaker",
    "Quote",
    "QuoteLink",
    "Review",
    "Revision",
    "Source",
    "Span",
    "Speaker",
    "SpeakerName",
]
