"""Copies of pages are shown only while they are right, whoever kept them."""

import gzip
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse

from quotes import copies, page_cache, workflow
from quotes.api import changes
from quotes.models import Article
from tests import factories as make
from tests.public_site import public_patterns

pytestmark = pytest.mark.django_db

#: Addresses that are made anew each time.
NEVER_KEPT = {"report", "report-quote", "report-answer"}


@pytest.fixture
def client(settings):
    """A client of a server that keeps copies."""
    return keeping(settings)


def keeping(settings, megabytes=1):
    settings.NEWSROOM_PAGE_CACHE_MB = megabytes
    return Client()


def queries_of(client, path, **options):
    with CaptureQueriesContext(connection) as log:
        answer = client.get(path, **options)
    return answer, len(log.captured_queries)


def test_a_copy_costs_one_query_and_is_the_page(client):
    quote = make.make_verified_quote()
    page = quote.publications.get().get_absolute_url()
    for path in (page, f"/fr{page}", "/quotes/", "/quotes.json", "/feeds/quotes.atom"):
        made, many = queries_of(client, path)
        copy, one = queries_of(client, path)

        assert (made.status_code, copy.status_code) == (200, 200), path
        assert many > one == 1
        assert copy.content == made.content
        assert dict(copy.items()) == dict(made.items())
        assert copy.headers["Cache-Control"] == "no-cache"


def test_answers_of_the_api_are_kept_too_and_counted_all_the_same(client, settings):
    settings.NEWSROOM_API_RATE = "3/minute"
    quote = make.make_verified_quote()
    path = reverse("api:quotes")
    made, many = queries_of(client, path)

    copy, few = queries_of(client, path)

    assert many > few == 1  # what readers see
    assert copy.content == made.content
    assert dict(copy.items()) == dict(made.items())
    assert copy.json()["results"][0]["id"] == quote.public_id

    workflow.withdraw(quote, by=make.make_standards_editor(), reason="Inventé.")

    assert client.get(path).json()["results"] == []
    assert client.get(path).status_code == 429


def test_a_cursor_of_changes_moves_on_though_nothing_changes(client, monkeypatch):
    make.make_verified_quote()
    path = reverse("api:changes")
    before = client.get(path).json()

    monkeypatch.setattr(changes, "SETTLING", timedelta(0))  # a minute later
    after = client.get(path).json()

    assert before["results"] == after["results"] != []
    assert before["next"] != after["next"]


def test_a_kept_answer_of_the_api_is_that_of_its_address_alone(client):
    make.make_verified_quote()
    path = reverse("api:quotes")
    answers = [
        client.get(path),
        client.get(f"{path}?page_size=1"),
        client.get(path, headers={"host": "localhost"}),
        client.get(path, headers={"accept": "application/json; indent=2"}),
        client.get(f"{path}?status=single-editor"),
    ]

    assert len({answer.content for answer in answers}) == 4
    assert answers[0].content == answers[1].content  # one quote either way


def test_not_modified_costs_one_query_and_makes_no_page(client, settings):
    quote = make.make_verified_quote()
    page = quote.publications.get().get_absolute_url()
    tag = client.get(page).headers["ETag"]

    again, one = queries_of(keeping(settings, 0), page, headers={"if-none-match": tag})

    assert (again.status_code, again.content, one) == (304, b"", 1)
    assert again.headers["ETag"] == tag


def test_what_one_process_changes_another_one_does_not_show(client, settings):
    """Two processes keep copies of the same page; only one knows of the withdrawal."""
    quote = make.make_verified_quote()
    page, other = quote.publications.get().get_absolute_url(), keeping(settings)
    tags = [each.get(page).headers["ETag"] for each in (client, other)]
    assert tags[0] == tags[1]

    workflow.withdraw(quote, by=make.make_standards_editor(), reason="Inventé.")

    for each in (client, other):
        answer = each.get(page, headers={"if-none-match": tags[0]})
        assert answer.status_code == 410
        assert "tiendrons" not in answer.content.decode()
        assert "ETag" not in answer.headers or answer.headers["ETag"] != tags[0]
        assert "tiendrons" not in each.get("/quotes/").content.decode()


def test_a_withheld_article_is_gone_with_its_copies(client):
    quote = make.make_verified_quote()
    path = quote.article.get_absolute_url()
    assert [client.get(path).status_code for _ in range(2)] == [200, 200]

    Article.objects.filter(pk=quote.article_id).update(release="withheld")

    assert client.get(path).status_code == 404
    assert client.get(quote.get_absolute_url()).status_code == 404


def test_languages_hosts_queries_and_packing_have_copies_of_their_own(client, settings):
    settings.ALLOWED_HOSTS = ["testserver", "other.example"]
    make.make_verified_quote()
    asked = [
        ("/quotes/", {}),
        ("/fr/quotes/", {}),
        ("/quotes/?kind=direct", {}),
        ("/quotes/", {"host": "other.example"}),
    ]
    first = [client.get(path, headers=headers) for path, headers in asked]
    second = [client.get(path, headers=headers) for path, headers in asked]

    assert len({each.headers["ETag"] for each in first}) == len(asked)
    assert [a.content for a in first] == [b.content for b in second]
    assert len({each.content for each in first}) == len(asked)

    packed = [
        client.get("/quotes/", headers={"accept-encoding": "gzip"}) for _ in range(2)
    ]
    for answer in packed:
        assert gzip.decompress(answer.content) == first[0].content
    assert packed[0].headers["ETag"] == first[0].headers["ETag"]
    assert client.get("/quotes/").content == first[0].content


def test_only_whole_good_pages_are_kept(client):
    make.make_verified_quote()
    assert client.get("/q/000000000000/").status_code == 404
    assert "ETag" not in client.head("/q/000000000000/").headers
    assert client.head("/quotes/").content == b""
    assert client.get("/quotes/").content != b""
    assert client.head("/quotes/").status_code == 200
    assert client.post("/quotes/").status_code == 405
    assert client.get("/quotes/").status_code == 200


def test_only_public_rooms_have_copies():
    """A new address is in no room until somebody says so; the desk never is."""
    names = [name for name in public_patterns() if name.startswith("quotes:")]
    assert names
    first_parts = {
        (name, str(entry.pattern).partition("/")[0])
        for name, entry in _entries(get_resolver())
    }
    assert ("admin", "admin") in first_parts
    for name, part in first_parts:
        room = page_cache._END.split(part, maxsplit=1)[0].partition("<")[0]
        is_kept = room in page_cache.ROOMS
        is_private = name in NEVER_KEPT or name in ("admin", "api", "robots")
        assert is_kept != is_private, (name, part)


def _entries(resolver):
    """Yield (name, entry) of addresses, those under languages included; rooms as one."""
    for entry in resolver.url_patterns:
        route = str(entry.pattern)
        if hasattr(entry, "url_patterns") and route in ("", "/"):
            yield from _entries(entry)
        else:
            yield (
                getattr(entry, "name", None) or route.strip("/").partition("/")[0],
                entry,
            )


def test_the_room_for_copies_is_bounded():
    kept = copies.Copies(100_000)

    class Page:
        size = 9_000

    pages = [Page() for _ in range(30)]
    for number, page in enumerate(pages):
        kept.put(number, page)
        assert kept.size <= 100_000
        assert kept.get(0) is pages[0] or number > 10
    assert kept.get(29) is pages[29]
    assert kept.get(1) is None

    huge = Page()
    huge.size = 20_000
    kept.put("huge", huge)
    assert kept.get("huge") is None


def test_the_release_is_part_of_the_tag(client, monkeypatch):
    make.make_verified_quote()
    before = client.get("/quotes/").headers["ETag"]
    monkeypatch.setattr(page_cache, "release_name", lambda: "another release")

    after = client.get("/quotes/", headers={"if-none-match": before})

    assert after.status_code == 200
    assert after.headers["ETag"] != before


def test_while_debugging_every_page_is_made_anew(settings):
    settings.DEBUG = True
    make.make_verified_quote()
    client = keeping(settings)

    assert [queries_of(client, "/quotes/")[1] > 1 for _ in range(2)] == [True, True]
