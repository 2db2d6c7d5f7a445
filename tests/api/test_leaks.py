"""No answer of the API tells anything that is not public."""

import pytest
from django.utils.timezone import now

from quotes import workflow
from quotes.models import Publication
from tests import factories as make
from tests.api.test_base import every_address

pytestmark = pytest.mark.django_db

#: Stands in everything that readers must not see, and nowhere else.
MARK = "geheimnis"


@pytest.fixture
def quote():
    """A public quote beside all that is not: every hidden thing holds the mark."""
    article = make.make_article(text=make.TEXT + "Sous la table.\n")
    source = make.make_source(terms="background", terms_reason=MARK)
    quote = make.make_verified_quote(
        article=article,
        source=source,
        by=make.make_editor(f"{MARK}-editor"),
        verified_by=make.make_verifier(f"{MARK}-verifier"),
    )
    make.make_published_correction(quote, by=make.make_editor(f"{MARK}-drafter"))
    make.make_correction(quote, notice=f"Entwurf {MARK}")
    hide_things(quote, article)
    return quote


def hide_things(quote, article):
    """Make what is not public: a quote in every state, a draft, an embargo, a candidate."""
    speaker = make.make_speaker(f"Frau {MARK}")
    for status in ("proposed", "unverified", "rejected"):
        make.make_quote_in(status, article=article, speaker=speaker, occasion=MARK)
    for fields in (
        {"release": "draft"},
        {"release": "withheld"},
        {"release": "embargoed", "embargo_until": make.hours_from_now(5)},
    ):
        hidden = make.make_article(headline=MARK, publisher=MARK, **fields)
        source = make.make_source(f"Quelle {MARK}")
        make.make_verified_quote(article=hidden, speaker=speaker, source=source)
        make.make_published_correction(
            make.make_verified_quote(article=hidden), notice=MARK
        )
    make.make_office(
        quote.publications.first().speakers.first(), f"Amt {MARK}", note=MARK
    )
    quote.refresh_from_db()
    candidate = workflow.Claim(speaker, None, basis="editor")
    workflow.add_candidate(quote, by=make.make_editor(), claim=candidate, reason=MARK)


def walked(client, address):
    """Yield the answers of an address and of all pages after it."""
    while address:
        response = client.get(address)
        yield response
        body = response.json()
        following = body.get("next")
        address = following if following != address else None
        if "changes" in response.request["PATH_INFO"] and not body["more"]:
            return


def test_nothing_hidden_is_in_any_answer(client, quote):
    hidden = Publication.objects.exclude(article__release="published")
    ids = set(hidden.values_list("public_id", flat=True))
    assert len(ids) == 6

    for address in every_address(quote):
        for response in walked(client, address):
            text = response.content.decode().lower()
            assert MARK not in text, address
            assert not any(public_id in text for public_id in ids), address


def test_the_search_for_it_finds_it_where_it_is_told(client, quote):
    """Proof that the fixture hides what would be seen."""
    from quotes.models import Article

    Article.objects.update(release="published", embargo_until=None)

    text = client.get("/api/v1/quotes/?page_size=100").content.decode().lower()

    assert MARK in text


def test_filters_do_not_find_by_what_is_hidden(get, quote):
    for query in ({"q": MARK}, {"speaker": MARK}, {"source": MARK}, {"article": MARK}):
        assert get("quotes/", **query)["results"] == []


def test_moments_of_hidden_work_are_not_told(client, quote, later):
    later(5)
    before = client.get("/api/v1/quotes/").headers["Last-Modified"]
    hidden = Publication.objects.exclude(article__release="published")
    hidden.update(changed_at=now())
    later(5)

    assert client.get("/api/v1/quotes/").headers["Last-Modified"] == before
