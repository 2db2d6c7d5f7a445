"""What a term finds in the panel's lists: by quotes' words, by names, by ids.

Each function returns a queryset of the rows given, which are filtered and ordered; each
of them begins at an index, whatever the number of rows (quotes/wordings.py).
"""

from quotes.bounds import keys_of
from quotes.ids import is_public_id
from quotes.models import Article, Attribution, QuoteTerms, Speaker, SpeakerName
from quotes.wordings import named, quotes_holding

#: So many speakers or articles of a name are looked at; a name is a few people's.
NAMESAKES = 50


def by_words(rows, term, path="pk"):
    """Return the rows whose quote holds every word of a term; path leads to the quote."""
    condition = quotes_holding(term)
    if condition is None:
        return rows.none()
    quotes = QuoteTerms.objects.filter(condition).values("quote")
    return rows.filter(**{f"{path}__in": quotes})


def by_public_id(rows, term, path):
    """Return the rows that a public id names, themselves or through a relation.

    One path at a time: of “this table’s id or that one’s” no index knows, and PostgreSQL
    read both tables.
    """
    if not is_public_id(term.lower()):
        return rows.none()
    return rows.filter(**{path: term.lower()})


def of_quotes(rows, term):
    """Return the streams of rows of quotes: by the quote's id, by its words."""
    return [by_public_id(rows, term, "quote__public_id"), by_words(rows, term, "quote")]


def by_name(rows, term):
    """Return the rows whose own names, titles or addresses begin as a term's words do."""
    condition = named(rows.model, term)
    return rows.none() if condition is None else rows.filter(condition)


def speakers_named(term):
    """Return up to NAMESAKES keys of speakers, by main and by other names."""
    own = by_name(Speaker.objects.order_by("-pk"), term)
    others = by_name(SpeakerName.objects.order_by("-pk"), term)
    found = keys_of(others, NAMESAKES).keys
    keys = SpeakerName.objects.filter(pk__in=found).values_list("speaker", flat=True)
    return {*keys_of(own, NAMESAKES).keys, *keys}


def articles_named(term):
    """Return up to NAMESAKES keys of articles by headline, publisher, byline or id."""
    return keys_of(by_name(Article.objects.order_by("-pk"), term), NAMESAKES).keys


def said_by(rows, term, path="pk"):
    """Return the rows whose quote names a speaker of that name, in any attribution."""
    speakers = speakers_named(term)
    if not speakers:
        return rows.none()
    claims = Attribution.objects.filter(speaker__in=speakers).values("quote")
    return rows.filter(**{f"{path}__in": claims})


def in_articles(rows, term, path="article"):
    """Return the rows of articles of that headline, publisher, byline or id."""
    articles = articles_named(term)
    return rows.filter(**{f"{path}__in": articles}) if articles else rows.none()
