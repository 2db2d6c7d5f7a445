"""Public pages: read-only, without a login or a cookie, made from publications."""

from quotes.views.about import (
    AboutView,
    CorrectionPolicyView,
    SourcePolicyView,
    VerificationPolicyView,
)
from quotes.views.articles import ArticleListView, ArticleView
from quotes.views.corrections import CorrectionListView, CorrectionView
from quotes.views.find import FindView
from quotes.views.home import HomeView
from quotes.views.quote_list import QuoteListView
from quotes.views.quotes import QuoteVersionView, QuoteView
from quotes.views.search_help import SearchHelpView
from quotes.views.sources import SourceView
from quotes.views.speakers import SpeakerListView, SpeakerView

__all__ = [
    "AboutView",
    "ArticleListView",
    "ArticleView",
    "CorrectionListView",
    "CorrectionPolicyView",
    "CorrectionView",
    "FindView",
    "HomeView",
    "QuoteListView",
    "QuoteVersionView",
    "QuoteView",
    "SearchHelpView",
    "SourcePolicyView",
    "SourceView",
    "SpeakerListView",
    "SpeakerView",
    "VerificationPolicyView",
]
