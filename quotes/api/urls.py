"""Addresses of the read API: outside the languages, because its keys have none."""

from django.urls import path

from quotes import converters  # noqa: F401 - makes <publicid:…> known
from quotes.api import (
    articles,
    changes,
    corrections,
    description,
    quotes,
    root,
    sources,
    speakers,
)

app_name = "api"


def answer(address, view, name):
    """Return the path of an answer of version 1."""
    return path(f"v1/{address}", view.as_view(), name=name)


urlpatterns = [
    answer("", root.Root, "root"),
    answer("quotes/", quotes.QuoteList, "quotes"),
    answer("quotes/<publicid:public_id>/", quotes.QuoteDetail, "quote"),
    answer(
        "quotes/<publicid:public_id>/versions/", quotes.QuoteVersions, "quote-versions"
    ),
    answer("speakers/", speakers.SpeakerList, "speakers"),
    answer("speakers/<publicid:public_id>/", speakers.SpeakerDetail, "speaker"),
    answer("articles/", articles.ArticleList, "articles"),
    answer("articles/<publicid:public_id>/", articles.ArticleDetail, "article"),
    answer(
        "articles/<publicid:public_id>/statements/",
        articles.ArticleStatements,
        "article-statements",
    ),
    answer(
        "articles/<publicid:public_id>/annotations/",
        articles.ArticleAnnotations,
        "article-annotations",
    ),
    answer(
        "articles/<publicid:public_id>/citron/",
        articles.ArticleCitron,
        "article-citron",
    ),
    answer("sources/", sources.SourceList, "sources"),
    answer("sources/<publicid:public_id>/", sources.SourceDetail, "source"),
    answer("corrections/", corrections.CorrectionList, "corrections"),
    answer(
        "corrections/<publicid:public_id>/", corrections.CorrectionDetail, "correction"
    ),
    answer("changes/", changes.Changes, "changes"),
    answer("schema.json", description.Schema, "schema"),
    path("<path:rest>", root.nothing_here),
]
