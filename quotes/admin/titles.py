"""Titles of articles in lists: an untitled one by its first words, without its text."""

from django.db.models import Case, CharField, F, OuterRef, Subquery, Value, When
from django.db.models.functions import Substr
from django.db.models.lookups import Exact
from django.utils.text import Truncator

from quotes.models import Revision

#: Signs of a text that are read for its first words.
READ = 200


def lead_of(path):
    """Return the annotation of how an article's text begins, "" where it has a headline.

    path leads to the article: "article", or "pk" in a list of articles.
    """
    texts = Revision.objects.filter(article=OuterRef(path)).order_by("-number")
    first = Subquery(texts.values(start=Substr("text", 1, READ))[:1])
    headline = F("headline") if path == "pk" else F(f"{path}__headline")
    return Case(
        When(Exact(headline, ""), then=first),
        default=Value(""),
        output_field=CharField(),
    )


def title_of(article, lead):
    """Return an article's title without asking for its text again; lead begins it."""
    lead = (lead or "").strip().split("\n", 1)[0]
    return article.headline or Truncator(lead).words(14) or f"({article.public_id})"
