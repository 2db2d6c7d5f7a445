"""The data model: Article, Speaker, Quote, Source and what serves them."""

from quotes.models.articles import Article, Revision
from quotes.models.attributions import Attribution, Proposal
from quotes.models.batches import Batch, BatchItem
from quotes.models.desk import DeskItem, DeskKeys, SavedFilter
from quotes.models.findings import Finding
from quotes.models.imports import ImportedRow, ImportRun, ImportUpload
from quotes.models.merges import SpeakerMerge
from quotes.models.publications import Publication
from quotes.models.published import PublicationSource, PublicationSpeaker
from quotes.models.quotes import Quote, QuoteTerms
from quotes.models.readers import PublicName, Reading
from quotes.models.reports import ReaderReport
from quotes.models.reviews import Correction, Review
from quotes.models.searches import Searched
from quotes.models.sources import Source
from quotes.models.spans import QuoteLink, Span
from quotes.models.speakers import Office, Speaker, SpeakerName
from quotes.models.tasks import CorrectionTask
from quotes.models.vault import SourceIdentity, VaultAccess

__all__ = [
    "Article",
    "Attribution",
    "Batch",
    "BatchItem",
    "Correction",
    "CorrectionTask",
    "DeskItem",
    "DeskKeys",
    "Finding",
    "ImportRun",
    "ImportUpload",
    "ImportedRow",
    "Office",
    "Proposal",
    "PublicName",
    "Publication",
    "PublicationSource",
    "PublicationSpeaker",
    "Quote",
    "QuoteLink",
    "QuoteTerms",
    "ReaderReport",
    "Reading",
    "Review",
    "Revision",
    "SavedFilter",
    "Searched",
    "Source",
    "SourceIdentity",
    "Span",
    "Speaker",
    "SpeakerMerge",
    "SpeakerName",
    "VaultAccess",
]
