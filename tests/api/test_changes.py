"""What partners are told of changes: nothing is missed, and nothing leaks."""

from datetime import timedelta

import pytest
from django.utils import timezone

from quotes import workflow
from quotes.api.paging import to_token
from quotes.models import Publication
from tests import factories as make

pytestmark = pytest.mark.django_db


def release(article, release, **fields):
    article.release = release
    for name, value in fields.items():
        setattr(article, name, value)
    with workflow.noting_release(article):
        article.save()


def kinds(answer):
    return {row["id"]: row["kind"] for row in answer["results"]}


def test_each_kind_of_change_is_told(get):
    published = make.make_verified_quote()
    changed = make.make_verified_quote()
    make.make_published_correction(changed)
    under_review = make.make_quote_under_review()
    withdrawn = make.make_withdrawn_quote()
    gone = make.make_verified_quote()
    release(gone.article, "withheld")
    make.make_quote()
    make.make_verified_quote(article=make.make_article(release="draft"))

    answer = get("changes/")

    assert kinds(answer) == {
        published.public_id: "published",
        changed.public_id: "changed",
        under_review.public_id: "under_review",
        withdrawn.public_id: "withdrawn",
        gone.public_id: "gone",
    }
    told = {row["id"]: row for row in answer["results"]}
    assert told[changed.public_id]["version"] == 2
    assert told[withdrawn.public_id]["status"] == "withdrawn"
    hidden = told[gone.public_id]
    assert (hidden["version"], hidden["status"], hidden["url"]) == (None, None, None)


def test_what_was_decided_after_an_article_was_taken_back_stays_unknown(get, later):
    seen = make.make_verified_quote()
    release(seen.article, "withheld")
    later(1)
    make.make_verified_quote(article=seen.article, **make.DENIAL)

    assert kinds(get("changes/")) == {seen.public_id: "gone"}


def test_an_article_that_returns_is_told_again(get, later, client):
    quote = make.make_verified_quote()
    release(quote.article, "withheld")
    later(5)
    answer = get("changes/")
    release(quote.article, "published")

    again = client.get(answer["next"]).json()

    assert kinds(again) == {quote.public_id: "published"}


def test_an_embargo_s_end_is_a_change(client, get, later):
    ending = timezone.now() + timedelta(minutes=30)
    article = make.make_article(release="embargoed", embargo_until=ending)
    make.make_verified_quote(article=article)
    other = make.make_verified_quote()
    later(10)
    before = get("changes/")
    assert list(kinds(before)) == [other.public_id]

    later(25)

    assert len(client.get(before["next"]).json()["results"]) == 1


def test_a_cursor_never_gets_past_the_last_minute(get, later, client):
    """A decision that is written late counts from before: it must not be missed."""
    old = make.make_verified_quote()
    later(5)
    new = make.make_verified_quote()
    first = get("changes/")
    assert list(kinds(first)) == [old.public_id, new.public_id]
    late = make.make_verified_quote()
    Publication.objects.filter(quote=late).update(
        changed_at=timezone.now() - timedelta(seconds=30)
    )

    second = client.get(first["next"]).json()

    assert list(kinds(second)) == [late.public_id, new.public_id]
    later(5)
    third = client.get(second["next"]).json()
    assert client.get(third["next"]).json()["results"] == []


def test_pages_go_on_at_once_while_there_is_more(client, later):
    rows = make.make_publications(7)
    later(5)

    address, found, more = "/api/v1/changes/?page_size=3", [], True
    while more:
        answer = client.get(address).json()
        found += [row["id"] for row in answer["results"]]
        address, more = answer["next"], answer["more"]

    assert found == [row.public_id for row in rows]


def test_a_moment_is_a_place_to_begin(get, later):
    make.make_verified_quote()
    later(10)
    new = make.make_verified_quote()
    at = (timezone.now() - timedelta(minutes=5)).strftime("%Y-%m-%dT%H:%M:%SZ")

    assert list(kinds(get("changes/", since=at))) == [new.public_id]


def test_nothing_new_keeps_the_cursor_so_that_the_answer_stays_the_same(get):
    first = get("changes/", since="2024-11-12T08:30:00Z")

    assert first["results"] == []
    assert get("changes/", since="2024-11-12T08:30:00Z") == first


@pytest.mark.parametrize(
    "since",
    [
        "yesterday",
        "2024-11-12",
        "2024-11-12T08:30:00",
        "2024-13-12T08:30:00Z",
        "0001-01-01T00:00:00+14:00",
        "12",
        to_token(["n", 1]),
        to_token([1]),
    ],
)
def test_what_is_no_place_is_refused(get, since):
    error = get("changes/", expect=400, since=since)["error"]

    assert "2024-11-12T08:30:00Z" in error["fields"]["since"][0]
