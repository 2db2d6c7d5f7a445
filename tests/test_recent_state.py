"""What readers may see is asked twenty times a second at most, by each process."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.http import parse_http_date

from quotes import public_state
from quotes.models import Publication
from quotes.public_state import forget_recent_state, recent_state
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(monkeypatch):
    """Return seconds that pass when they are told to, as [now]."""
    now = [1000.0]
    monkeypatch.setattr(public_state.time, "monotonic", lambda: now[0])
    return now


@pytest.fixture(autouse=True)
def patient(settings):
    """A process that keeps pages and asks again after 50 ms; it was told nothing yet."""
    settings.NEWSROOM_PAGE_CACHE_MB = 1
    settings.NEWSROOM_STATE_MS = 50
    forget_recent_state()
    yield
    forget_recent_state()


def queries_of(client, path, **headers):
    with CaptureQueriesContext(connection) as log:
        answer = client.get(path, headers=headers)
    return answer, len(log.captured_queries)


def test_within_that_time_a_copy_and_a_304_cost_no_query(clock):
    make.make_verified_quote()
    client = Client()
    made, many = queries_of(client, "/quotes/")
    copy, none = queries_of(client, "/quotes/")
    same, nothing = queries_of(client, "/quotes/", if_none_match=made.headers["ETag"])

    assert many > 1
    assert (none, copy.content) == (0, made.content)
    assert (nothing, same.status_code) == (0, 304)

    clock[0] += 0.051
    assert queries_of(client, "/quotes/")[1] == 1


def test_within_that_time_the_api_answers_again_without_a_query(clock):
    quote = make.make_verified_quote()
    publications = Publication.objects.filter(quote=quote)
    publications.update(changed_at=timezone.now() - timedelta(hours=1))
    client = Client()
    path = reverse("api:quotes")
    made, many = queries_of(client, path)
    moment = made.headers["Last-Modified"]
    copy, none = queries_of(client, path)
    same, nothing = queries_of(client, path, if_modified_since=moment)

    assert many > 1
    assert (none, copy.content) == (0, made.content)
    assert copy.headers["Last-Modified"] == moment
    assert (nothing, same.status_code) == (0, 304)

    publications.update(changed_at=timezone.now() - timedelta(minutes=30))
    clock[0] += 0.051

    changed = client.get(path, headers={"if-modified-since": moment})
    assert changed.status_code == 200
    assert parse_http_date(changed.headers["Last-Modified"]) > parse_http_date(moment)


def test_a_change_is_seen_when_it_is_over(clock):
    quote = make.make_verified_quote()
    client = Client()
    paths = ("/quotes/", reverse("api:quotes"))
    before = [client.get(path).content for path in paths]
    make.make_verified_quote(article=quote.article)

    clock[0] += 0.049
    assert [client.get(path).content for path in paths] == before
    clock[0] += 0.002
    for path, was in zip(paths, before, strict=True):
        assert client.get(path).content != was, path


def test_what_is_made_from_newer_rows_is_not_shown_as_that_of_later(clock):
    """A page under an old name may be newer than it, and never the other way round."""
    client = Client()
    make.make_verified_quote()
    old = recent_state()
    make.make_verified_quote()
    newer = client.get("/quotes/")  # made now, kept under the name from before

    clock[0] += 0.051
    assert recent_state() != old
    again = client.get("/quotes/", headers={"if-none-match": newer.headers["ETag"]})
    assert again.status_code == 200
    assert again.content == newer.content


def test_whoever_writes_through_this_process_sees_it_at_once(clock):
    client, desk = Client(), Client()
    desk.force_login(make.make_standards_editor())
    before = recent_state()
    make.make_verified_quote()
    assert recent_state() == before

    desk.post(reverse("admin:logout"))
    assert recent_state() != before
    assert client.get("/quotes/").status_code == 200


def test_zero_asks_each_time(clock, settings):
    settings.NEWSROOM_STATE_MS = 0
    before = recent_state()
    make.make_verified_quote()
    assert recent_state() != before
