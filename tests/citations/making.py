"""Publications to cite, and the facts that citations are made of."""

from datetime import UTC, datetime

from quotes.citations.facts import cited
from tests import factories as make
from tests.reading import absolute, current

#: When the citations of these tests were read.
NOW = datetime(2026, 11, 25, 15, 30, tzinfo=UTC)


def make_article(**fields):
    """Return an article with a headline, a publisher and a date."""
    fields = {
        "headline": "Les pourparlers reprennent",
        "publisher": "Agence Exemple",
        "published_on": "2024-11-13",
        **fields,
    }
    return make.make_article(**fields)


def make_verified(**options):
    """Return the publication of a verified quote of Anna Brandt."""
    options.setdefault("article", make_article())
    return current(make.make_verified_quote(**options))


def make_unresolved(**options):
    """Return the publication of a quote that is printed as “la ministre”’s."""
    return current(
        make.make_unresolved_quote(
            "agir vite",
            article=make_article(),
            cue="a lancé",
            mention="la ministre",
            **options,
        )
    )


def make_denial(speaker=None):
    """Return the publication of what the Kremlin denied."""
    speaker = speaker or make.make_speaker("Kremlin", kind="government")
    return current(
        make.make_verified_quote(article=make_article(), speaker=speaker, **make.DENIAL)
    )


def facts_of(publication, language="en", **sort_names):
    """Return a publication's facts; sort_names by name of the speaker."""
    ids = {row["name"]: row["id"] for row in publication.shown.get("speakers", ())}
    return cited(
        publication,
        absolute,
        now=NOW,
        language=language,
        sort_names={
            ids[name.replace("_", " ")]: value for name, value in sort_names.items()
        },
    )
