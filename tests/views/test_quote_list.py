"""The list that readers search: counts said as they are, facets as links, two orders."""

import html
import re

import pytest

from quotes import facets, newest
from quotes.views import quote_list
from tests import factories as make

pytestmark = pytest.mark.django_db


def read(client, address):
    """Return the response and the page as text without tags."""
    page = client.get(address)
    text = re.sub(r"<[^>]+>", " ", page.content.decode())
    return page, " ".join(html.unescape(text).split())


def hrefs(page):
    return [
        html.unescape(each)
        for each in re.findall(r'href="([^"]*)"', page.content.decode())
    ]


def test_facets_are_links_that_keep_the_other_filters_and_leave_the_page(client):
    article = make.make_article()
    make.make_verified_quote(article=article)
    make.make_verified_quote(article=article, **make.DENIAL)

    page, _text = read(client, "/quotes/?language=fr&page=")

    assert "?language=fr&kind=indirect" in hrefs(page)
    narrowed, text = read(client, "/quotes/?language=fr&kind=indirect")
    assert "1 quote" in text
    assert "?language=fr" in hrefs(narrowed)


def test_a_facet_that_narrows_nothing_is_not_shown(client):
    make.make_verified_quote()

    page, _text = read(client, "/quotes/")

    assert not [href for href in hrefs(page) if "kind=direct" in href]


def test_words_found_are_marked_in_the_statement(client):
    make.make_verified_quote()

    page, _text = read(client, "/quotes/?q=parole")

    assert '<mark class="hit">parole</mark>' in page.content.decode()


def test_words_found_around_the_statement_are_shown_with_it(client):
    make.make_verified_quote()

    page, text = read(client, "/quotes/?q=declare")

    assert '<mark class="hit">déclaré</mark>' in page.content.decode()
    assert "a déclaré Anna Brandt" in text


def test_hits_are_escaped(client):
    article = make.make_article("« <b>Paix</b> & guerre », dit Anna Brandt.\n")
    make.make_verified_quote("<b>Paix</b> & guerre", article=article)

    content = client.get("/quotes/?q=paix").content.decode()

    assert '&lt;b&gt;<mark class="hit">Paix</mark>&lt;/b&gt; &amp; guerre' in content


def test_best_match_is_offered_where_there_are_words_and_says_what_it_ranks(
    client, monkeypatch
):
    make.make_publications(6)
    assert "best match" not in read(client, "/quotes/")[1]
    page, text = read(client, "/quotes/?q=parole")
    assert "?q=parole&sort=best" in hrefs(page)

    monkeypatch.setattr(facets, "COUNTED", 4)
    _page, text = read(client, "/quotes/?q=parole&sort=best")

    assert "more than 4 quotes" in text
    assert "the best of the newest 6 matches" in text


def test_what_is_read_through_says_how_far_and_goes_on(client, monkeypatch):
    monkeypatch.setattr(newest, "STRETCH", 3)
    make.make_publications(7)

    page, text = read(client, "/quotes/?office=nobody")

    assert "No public quote fits." in text
    assert "Read back to" in text
    following = [href for href in hrefs(page) if "page=" in href]
    assert len(following) == 1
    page, text = read(client, f"/quotes/{following[0]}")
    assert "Read back to" in text
    answer = client.get("/quotes.json?office=nobody").json()
    assert (answer["results"], bool(answer["next"])) == ([], True)
    assert client.get("/quotes.csv?office=nobody").getvalue().count(b"\n") == 1


def test_the_best_matches_have_numbered_pages(client, monkeypatch):
    monkeypatch.setattr(quote_list, "PAGE", 4)
    make.make_publications(6)

    first = client.get("/quotes/?q=parole&sort=best")
    second = client.get("/quotes/?q=parole&sort=best&page=2")

    keys = [row.pk for page in (first, second) for row in page.context["publications"]]
    assert len(keys) == len(set(keys)) == 6
    assert second.context["pages"].next == ""


@pytest.mark.parametrize(
    "address",
    [
        "/quotes/?page=2",
        "/quotes/?page=é",
        "/quotes/?q=parole&sort=best&page=99",
        "/quotes/?q=parole&sort=best&page=0",
        "/quotes/?q=parole&sort=best&page=²",
    ],
)
def test_a_page_that_is_none_is_said_so_with_a_way_to_the_first(client, address):
    make.make_verified_quote()

    page, text = read(client, address)

    assert "There is no such page of this list." in text
    assert any(href in address for href in hrefs(page) if href.startswith("?"))


def test_a_misspelled_speaker_is_understood_and_that_is_said(client):
    make.make_verified_quote()

    _page, text = read(client, "/quotes/?speaker=brandtt")

    assert "Nobody is named “brandtt”" in text
    assert "1 quote" in text


def test_a_misspelled_word_suggests_a_speaker_and_the_nearest_statements(client):
    quote = make.make_verified_quote()

    page, text = read(client, "/quotes/?q=brandtt")

    speaker = quote.attributions.get().speaker
    assert "Perhaps you mean Anna Brandt" in text
    assert f"/quotes/?speaker={speaker.public_id}" in hrefs(page)
    assert "/find/?text=brandtt" in hrefs(page)


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("status:bogus", "status: there is no “bogus”. It can be verified"),
        ("before:hier", "before: A date is written 2024, 2024-11 or 2024-11-12."),
        ("year:24", "year: A date is written"),
    ],
)
def test_a_field_that_cannot_be_is_told_with_what_can(client, query, told):
    page, text = read(client, f"/quotes/?q={query}")

    assert page.status_code == 200
    assert told in text
    assert not page.context["publications"]


def test_a_query_that_is_too_long_says_that_its_end_was_left_out(client):
    make.make_verified_quote()

    _page, text = read(client, "/quotes/?q=" + "+".join(["parole"] * 25))

    assert "its end was left out" in text


def test_the_chip_of_an_id_that_readers_may_not_see_shows_no_name(client):
    speaker = make.make_speaker("Personne Secrète")
    make.make_quote(speaker=speaker)

    _page, text = read(client, f"/quotes/?speaker={speaker.public_id}")

    assert "Secrète" not in text
    assert speaker.public_id in text


@pytest.mark.parametrize("query", ["", "q=parole", "q=parole&sort=best", "kind=direct"])
def test_the_number_of_queries_does_not_grow(
    client, django_assert_max_num_queries, query
):
    make.make_publications(4)
    with django_assert_max_num_queries(12) as few:
        client.get(f"/quotes/?{query}")
    make.make_publications(40, articles=8, speakers=8)

    with django_assert_max_num_queries(len(few)):
        client.get(f"/quotes/?{query}")
