"""Whoever asks again gets “not modified” until something changed, and then at once not.

Copies of pages are asked about before they are shown, so that a correction is seen at
once; what did not change is not sent again.
"""

import gzip
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from quotes import workflow
from quotes.models import Publication
from quotes.sitemaps import sections
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def quote():
    """A verified quote beside one that stays as it is."""
    make.make_verified_quote()
    article = make.make_article(published_on="2024-11-12")
    source = make.make_source()
    return make.make_verified_quote(article=article, source=source)


def addresses_showing(quote):
    """Return {name: address} of answers that say how a quote stands."""
    publication = quote.publications.get(is_current=True)
    speaker = publication.speakers.get()
    ids = {"quote": quote.public_id, "speaker": speaker.public_id}
    named = {
        "home": reverse("quotes:home"),
        "list": reverse("quotes:quote-list"),
        "search": reverse("quotes:quote-list") + "?q=tiendrons&kind=direct",
        "find": reverse("quotes:find") + "?text=Nous+tiendrons+parole",
        "quote": publication.get_absolute_url(),
        "French quote": "/fr" + publication.get_absolute_url(),
        "cite": reverse("quotes:quote-cite", args=[ids["quote"]]),
        "speaker": speaker.get_absolute_url(),
        "article": quote.article.get_absolute_url(),
        "source": quote.source.get_absolute_url(),
        "embed": reverse("quotes:embed", args=[ids["quote"]]),
        "quote feed": reverse("quotes:quote-feed"),
        "speaker feed": reverse("quotes:speaker-feed", args=[ids["speaker"]]),
        "sitemap index": reverse("sitemap-index"),
        "quote.json": reverse("quotes:quote-json", args=[ids["quote"]]),
        "list.json": reverse("quotes:quote-list-json"),
        "API list": reverse("api:quotes"),
        "API search": reverse("api:quotes") + "?q=tiendrons",
        "API quote": reverse("api:quote", args=[ids["quote"]]),
        "API versions": reverse("api:quote-versions", args=[ids["quote"]]),
        "API statements": reverse(
            "api:article-statements", args=[quote.article.public_id]
        ),
        "API changes": reverse("api:changes"),
    }
    return named


def streams_showing(quote):
    """Return {name: address} of what is written while it is sent, and so has no tag of
    its whole content."""
    block = quote.pk // sections.BLOCK
    return {
        "sitemap": reverse("sitemap", args=["quotes", block]),
        **{f"list.{form}": f"/quotes.{form}" for form in ("csv", "ndjson", "xlsx")},
    }


def body_of(answer):
    return b"".join(answer) if answer.streaming else answer.content


def test_what_did_not_change_is_not_sent_again(client, quote):
    for name, address in addresses_showing(quote).items():
        first = client.get(address)
        assert first.status_code == 200, name
        assert first.headers["Cache-Control"] == "no-cache", name
        tag = first.headers["ETag"]

        again = client.get(address, headers={"if-none-match": tag})

        assert (again.status_code, again.content) == (304, b""), name
        assert again.headers["ETag"] == tag, name


def test_the_tag_of_a_packed_answer_is_known_again(client, quote):
    for name, address in addresses_showing(quote).items():
        packed = client.get(address, headers={"accept-encoding": "gzip"})
        if packed.headers.get("Content-Encoding") != "gzip":
            assert len(packed.content) < 200, name  # not worth it
            continue
        assert packed.headers["ETag"].startswith('W/"'), name
        assert gzip.decompress(packed.content) == client.get(address).content, name
        assert "Accept-Encoding" in packed.headers["Vary"], name

        headers = {"accept-encoding": "gzip", "if-none-match": packed.headers["ETag"]}
        again = client.get(address, headers=headers)

        assert (again.status_code, again.content) == (304, b""), name


def correct(quote):
    make.make_published_correction(quote, notice="Ces mots ont été mal rendus.")


def withdraw(quote):
    workflow.withdraw(quote, by=make.make_standards_editor(), reason="Inventé.")


def change(quote):
    workflow.change_quote(
        quote, by=make.make_editor(), fields={"occasion": "à Kiev"}, reason="Manquait."
    )


def verify(quote):
    workflow.verify(quote, by=make.make_verifier())


def withhold(quote):
    quote.article.release = "withheld"
    with workflow.noting_release(quote.article):
        quote.article.save()


EVENTS = {
    "corrected": correct,
    "withdrawn": withdraw,
    "under review": change,
    "verified again": verify,
    "withheld": withhold,
}


@pytest.mark.parametrize("event", EVENTS)
def test_a_change_is_seen_at_once_everywhere(client, quote, event):
    if event == "verified again":
        change(quote)
        quote.refresh_from_db()
    # Moments are told in whole seconds: what was before is not of this one.
    Publication.objects.update(changed_at=timezone.now() - timedelta(hours=1))
    watched = addresses_showing(quote)
    if event != "under review":  # its older entries say when they were decided on
        watched["verified feed"] = reverse("quotes:verified-feed")
    if event == "corrected":
        watched["correction feed"] = reverse("quotes:correction-feed")
        watched["corrections"] = reverse("quotes:correction-list")
        watched["API corrections"] = reverse("api:corrections")
    if event == "under review":
        del watched["API versions"]  # no version came
    before = {name: client.get(address) for name, address in watched.items()}
    streams = streams_showing(quote)
    streamed = {name: body_of(client.get(each)) for name, each in streams.items()}

    EVENTS[event](quote)

    unchanged = []
    for name, address in watched.items():
        tag = before[name].headers["ETag"]
        after = client.get(address, headers={"if-none-match": tag})
        if after.status_code == 304 or after.content == before[name].content:
            unchanged.append(name)
    for name, address in streams.items():
        if body_of(client.get(address)) == streamed[name]:
            unchanged.append(name)
    assert unchanged == []


def test_what_readers_are_told_of_each_change(client, quote):
    address = quote.publications.get(is_current=True).get_absolute_url()
    correct(quote)
    assert "Ces mots ont été mal rendus." in client.get(address).content.decode()
    quote.refresh_from_db()
    change(quote)
    assert "under review" in client.get(address).content.decode()
    quote.refresh_from_db()
    withdraw(quote)
    assert client.get(address).status_code == 410
    withhold(quote)
    assert client.get(address).status_code == 404


def test_a_moment_is_told_where_it_can_be_trusted(client, quote, monkeypatch):
    """Where Last-Modified is sent, it is known again, and a change moves it."""
    Publication.objects.update(changed_at=make.hours_from_now(-5))
    dated = {}
    for name, address in (addresses_showing(quote) | streams_showing(quote)).items():
        answer = client.get(address)
        body_of(answer)
        if "Last-Modified" in answer.headers:
            dated[name] = (address, answer.headers["Last-Modified"])
    assert {"API list", "API quote", "API statements", "API changes"} <= dated.keys()

    for name, (address, moment) in dated.items():
        again = client.get(address, headers={"if-modified-since": moment})
        assert again.status_code == 304, name

    correct(quote)
    for name, (address, moment) in dated.items():
        again = client.get(address, headers={"if-modified-since": moment})
        assert again.status_code == 200, name
