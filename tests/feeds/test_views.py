"""The feeds: valid Atom, complete, and nothing in them that is not public."""

from datetime import datetime
from xml.etree import ElementTree

import feedparser
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from quotes import workflow
from quotes.models import Article
from tests import factories as make

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def quote():
    """A corrected public quote of a speaker."""
    quote = make.make_verified_quote(
        article=make.make_article(url="https://afp.example/1?a=1&b=2")
    )
    make.make_published_correction(quote, notice="Notre base citait mal « a » & <b>.")
    quote.refresh_from_db()
    return quote


def addresses(quote):
    speaker = quote.attributions.first().speaker
    return [
        reverse("quotes:verified-feed"),
        reverse("quotes:correction-feed"),
        reverse("quotes:speaker-feed", args=[speaker.public_id]),
        reverse("quotes:quote-feed"),
        reverse("quotes:quote-feed") + "?q=parole&corrected=yes",
    ]


def read(client, address):
    """Return (what feedparser makes of a feed, its root element)."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    return (
        feedparser.parse(answer.content),
        ElementTree.fromstring(answer.content),  # noqa: S314 - our own
    )


def check_musts(root):
    """Check what RFC 4287 says that a feed must have (section 4)."""
    for each in (root, *root.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            [found] = each.findall(f"{ATOM}{name}")
            assert found.text.strip(), name
        moment = each.find(f"{ATOM}updated").text
        assert datetime.fromisoformat(moment).tzinfo is not None
        for link in each.findall(f"{ATOM}link"):
            assert link.get("href").startswith("http://testserver/")
    assert len(root.findall(f"{ATOM}author")) == 1
    assert root.find(f"{ATOM}author/{ATOM}name").text == "Newsroom Quotes"
    assert root.find(f"{ATOM}link[@rel='self']") is not None
    for entry in root.findall(f"{ATOM}entry"):
        assert len(entry.findall(f"{ATOM}link[@rel='alternate']")) == 1
        assert len(entry.findall(f"{ATOM}content[@type='html']")) == 1
    ids = [each.text for each in root.iter(f"{ATOM}id")]
    assert len(ids) == len(set(ids))


def test_every_feed_is_valid_in_either_language(client, quote):
    for address in addresses(quote):
        for prefix, language in (("", "en"), ("/fr", "fr")):
            feed, root = read(client, prefix + address)
            assert not feed.bozo, feed.get("bozo_exception")
            assert feed.version == "atom10"
            assert len(feed.entries) == 1
            check_musts(root)
            assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == language
            self_link = root.find(f"{ATOM}link[@rel='self']").get("href")
            assert self_link == f"http://testserver{prefix}{address}"


def test_an_empty_feed_is_valid_and_does_not_change_by_itself(client):
    feed, root = read(client, reverse("quotes:verified-feed"))

    assert not feed.bozo
    check_musts(root)
    assert root.find(f"{ATOM}updated").text == "1970-01-01T00:00:00+00:00"


def test_ids_of_feed_and_entry_are_the_same_in_either_language(client, quote):
    for address in addresses(quote):
        _feed, english = read(client, address)
        _feed, french = read(client, f"/fr{address}")
        assert [each.text for each in english.iter(f"{ATOM}id")] == [
            each.text for each in french.iter(f"{ATOM}id")
        ]


def test_the_id_of_a_searched_feed_tells_searches_apart(client):
    ids = {
        read(client, reverse("quotes:quote-feed") + query)[1].find(f"{ATOM}id").text
        for query in ("", "?q=parole", "?q=autre", "?q=parole&page=2")
    }

    assert len(ids) == 3  # what filters nothing makes no other feed


def test_the_feed_of_verified_quotes_has_no_others(client):
    make.make_disputed_quote()
    make.make_unresolved_quote()
    make.make_quote_under_review()
    make.make_withdrawn_quote()
    make.make_quote()
    verified = make.make_verified_quote()

    feed, _root = read(client, reverse("quotes:verified-feed"))

    assert [entry.id for entry in feed.entries] == [
        f"http://testserver/q/{verified.public_id}/"
    ]


def test_the_latest_change_comes_first(client):
    first, second = make.make_verified_quote(), make.make_verified_quote()
    make.make_published_correction(first)

    feed, root = read(client, reverse("quotes:verified-feed"))

    assert [entry.id.split("/")[-2] for entry in feed.entries] == [
        first.public_id,
        second.public_id,
    ]
    moments = [each.text for each in root.iter(f"{ATOM}updated")]
    assert moments[0] == max(moments)


def test_a_withdrawn_quote_is_its_notice_and_nothing_else(client):
    quote = make.make_withdrawn_quote()
    make.make_published_correction(
        quote,
        correction_class="withdrawal",
        notice="Ces propos étaient inventés.",
        shown="Nous tiendrons parole",
    )
    speaker = quote.attributions.first().speaker

    feed, root = read(client, reverse("quotes:correction-feed"))

    assert [entry.title for entry in feed.entries] == ["Withdrawal"]
    assert "inventés" in feed.entries[0].content[0].value
    assert "parole" not in ElementTree.tostring(root, "unicode")
    for name in ("verified-feed", "quote-feed"):
        assert not read(client, reverse(f"quotes:{name}"))[0].entries
    address = reverse("quotes:speaker-feed", args=[speaker.public_id])
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("release", ["draft", "withheld", "embargoed"])
def test_nothing_of_an_article_that_is_not_public_is_in_a_feed(client, quote, release):
    article = Article.objects.get()
    article.release = release
    if release == "embargoed":
        article.embargo_until = make.hours_from_now(1)
    article.save()

    for address in addresses(quote):
        html = client.get(address).content.decode()
        for secret in ("tiendrons", "Brandt", "Notre base", "pourparlers"):
            assert secret not in html, address


def test_what_editors_keep_to_themselves_is_in_no_feed(client, quote):
    workflow.add_candidate(
        quote,
        by=make.make_editor(),
        claim=workflow.Claim(make.make_speaker("Bruno Kandidat")),
        reason="Une rumeur interne.",
    )

    for address in addresses(quote):
        text = client.get(address).content.decode()
        for secret in ("Kandidat", "rumeur", "standards", ">editor"):
            assert secret not in text


def test_markup_in_a_notice_is_shown_and_not_run(client, quote):
    feed, root = read(client, reverse("quotes:correction-feed"))

    content = root.find(f".//{ATOM}content").text
    assert "&amp; &lt;b&gt;." in content
    assert "<b>" not in content
    assert not feed.bozo


def test_control_signs_of_a_text_do_not_break_the_feed(client):
    words = "Nous\x0b tiendrons\x01 parole\ufffe"
    make.make_verified_quote(
        words, article=make.make_article(f"« {words} », dit-elle.")
    )

    feed, _root = read(client, reverse("quotes:verified-feed"))

    assert not feed.bozo
    assert "Nous tiendrons parole" in feed.entries[0].content[0].value


def test_a_filter_that_cannot_be_is_a_400_that_says_which(client):
    answer = client.get(reverse("quotes:quote-feed"), {"status": "nonsense"})

    assert answer.status_code == 400
    assert answer["Content-Type"].startswith("text/plain")
    assert "Status: " in answer.content.decode()
    assert "nonsense" in answer.content.decode()


def test_a_filter_with_a_nul_is_a_400(client):
    assert client.get(reverse("quotes:quote-feed") + "?q=%00").status_code == 400
    assert client.get(reverse("quotes:quote-feed") + "?speaker=%00").status_code == 400


def test_the_feed_of_a_search_has_what_the_list_has(client):
    make.make_verified_quote()
    make.make_disputed_quote()
    query = {"status": "disputed", "q": "parole"}

    feed, _root = read(
        client, reverse("quotes:quote-feed") + "?status=disputed&q=parole"
    )
    page = client.get(reverse("quotes:quote-list"), query).content.decode()

    [entry] = feed.entries
    assert "(disputed)" in entry.title
    assert page.count('class="quote"') == 1
    assert "/feeds/quotes.atom?status=disputed&amp;q=parole" in page


def test_a_merged_speaker_s_feed_is_that_of_the_survivor(client):
    quote = make.make_verified_quote()
    merged = quote.attributions.first().speaker
    survivor = make.make_speaker("Anna Brandt-Weber")
    merged.merged_into = survivor
    merged.save()

    answer = client.get(f"/fr/feeds/speaker/{merged.public_id}.atom")

    assert answer.status_code == 301
    assert answer["Location"] == f"/fr/feeds/speaker/{survivor.public_id}.atom"
    feed, _root = read(client, answer["Location"])
    assert len(feed.entries) == 1


def test_a_speaker_whom_no_public_quote_names_has_no_feed(client):
    speaker = make.make_speaker("Clara Weiss")
    make.make_quote(speaker=speaker)

    assert client.get(f"/feeds/speaker/{speaker.public_id}.atom").status_code == 404
    assert client.get("/feeds/speaker/000000000000.atom").status_code == 404


def test_a_feed_has_fifty_entries_and_asks_as_often_as_for_one(client):
    make.make_publications(3)
    address = reverse("quotes:quote-feed")
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    make.make_publications(60)

    with CaptureQueriesContext(connection) as many:
        feed, _root = read(client, address)

    assert len(feed.entries) == 50
    assert len(many) == len(few) <= 3


def test_corrections_are_read_in_as_many_queries_as_one(client, quote):
    address = reverse("quotes:correction-feed")
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for _number in range(4):
        make.make_published_correction()

    with CaptureQueriesContext(connection) as many:
        feed, _root = read(client, address)

    assert len(feed.entries) == 5
    assert len(many) == len(few) <= 3


def test_only_reading_is_allowed_and_no_cookie_is_set(client, quote):
    for address in addresses(quote):
        assert client.post(address).status_code == 405
        assert not client.get(address).cookies


def test_every_page_names_the_feeds(client, quote):
    speaker = quote.attributions.first().speaker

    home = client.get("/").content.decode()
    page = client.get(speaker.get_absolute_url()).content.decode()

    for html in (home, page):
        assert '<link rel="alternate" type="application/atom+xml"' in html
        assert 'href="/feeds/verified.atom"' in html
        assert 'href="/feeds/corrections.atom"' in html
    assert f'href="/feeds/speaker/{speaker.public_id}.atom"' in page
    assert "/fr/feeds/verified.atom" in client.get("/fr/").content.decode()
