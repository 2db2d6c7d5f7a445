"""Reading only: no cookie, any origin, and 304 until something changes."""

import pytest
from django.urls import reverse

from quotes.addresses import absolute_for
from quotes.models import Publication
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def quote():
    """A corrected quote with a speaker and a source."""
    quote = make.make_verified_quote(source=make.make_source())
    make.make_published_correction(quote)
    return quote


def every_address(quote):
    """Return the addresses of every answer of the API."""
    row = quote.publications.get(is_current=True)
    ids = {
        "quote": quote.public_id,
        "speaker": row.shown["speakers"][0]["id"],
        "article": quote.article.public_id,
        "source": quote.source.public_id,
        "correction": quote.corrections.exclude(published_at=None).get().public_id,
    }
    from quotes.api.urls import urlpatterns

    return [
        reverse(
            f"api:{pattern.name}",
            args=[ids[pattern.name.split("-")[0]]]
            if "<" in str(pattern.pattern)
            else (),
        )
        for pattern in urlpatterns
        if pattern.name
    ]


def test_every_answer_is_for_anybody_and_sets_no_cookie(client, quote):
    addresses = every_address(quote)

    assert len(addresses) == 17
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 200, address
        assert not response.cookies
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in response.headers
        assert "Cookie" not in response.headers.get("Vary", "")
        assert "Content-Language" not in response.headers
        assert response.headers["ETag"]
        assert response.headers["Cache-Control"] == "no-cache"
        assert "default-src 'none'" in response.headers["Content-Security-Policy"]


def test_who_is_logged_in_makes_no_difference(client, quote):
    before = client.get("/api/v1/quotes/").content
    client.force_login(make.make_superuser())

    response = client.get("/api/v1/quotes/")

    assert response.content == before
    assert not response.cookies


def test_head_and_options_are_answered(client, quote):
    for address in every_address(quote):
        head, options = client.head(address), client.options(address)
        assert (head.status_code, head.content) == (200, b"")
        assert (options.status_code, options.content) == (204, b"")
        assert options.headers["Allow"] == "GET, HEAD, OPTIONS"
        assert options.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
        assert "If-None-Match" in options.headers["Access-Control-Allow-Headers"]


def test_an_answer_that_did_not_change_is_not_sent_again(client, quote):
    for address in every_address(quote):
        tag = client.get(address).headers["ETag"]

        again = client.get(address, headers={"if-none-match": tag})

        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["Access-Control-Allow-Origin"] == "*"


def dated(quote):
    """Return the addresses whose answers are made of publications alone."""
    article, public_id = quote.article.public_id, quote.public_id
    return [
        "/api/v1/quotes/",
        "/api/v1/quotes/?kind=direct",
        f"/api/v1/quotes/{public_id}/",
        f"/api/v1/quotes/{public_id}/versions/",
        f"/api/v1/articles/{article}/statements/",
        f"/api/v1/articles/{article}/annotations/",
        "/api/v1/corrections/",
        "/api/v1/changes/",
    ]


def test_a_moment_says_whether_anything_changed_since(client, quote, later):
    later(5)
    for address in dated(quote):
        response = client.get(address)
        moment = response.headers["Last-Modified"]
        again = client.get(address, headers={"if-modified-since": moment})
        assert (again.status_code, again.content) == (304, b""), address
        assert again.headers["Last-Modified"] == moment
        old = {"if-modified-since": "Tue, 12 Nov 2024 08:00:00 GMT"}
        assert client.get(address, headers=old).status_code == 200


def test_a_correction_changes_every_answer_at_once(client, quote, later):
    later(5)
    before = {address: client.get(address).headers for address in dated(quote)}
    later(5)

    make.make_published_correction(quote, notice="Encore une erreur.")

    for address, had in before.items():
        for headers in (
            {"if-modified-since": had["Last-Modified"]},
            {"if-none-match": had["ETag"]},
        ):
            again = client.get(address, headers=headers)
            if "annotations" in address and "if-none-match" in headers:
                continue  # what it says of the words did not change, only when
            assert again.status_code == 200, address
    later(5)
    moments = {client.get(address).headers["Last-Modified"] for address in before}
    assert len(moments) == 1
    assert moments.isdisjoint({had["Last-Modified"] for had in before.values()})


def test_within_a_minute_of_a_change_the_tag_alone_is_told(client, quote):
    """Another change may count from the same second, or from before."""
    response = client.get("/api/v1/quotes/")

    assert "Last-Modified" not in response.headers
    assert response.headers["ETag"]


def test_taking_an_article_back_is_a_change_and_work_on_a_draft_is_none(
    client, quote, later
):
    from quotes import workflow

    later(5)
    before = client.get("/api/v1/quotes/").headers["Last-Modified"]
    later(5)
    make.make_verified_quote(article=make.make_article(release="draft"))
    later(5)
    assert client.get("/api/v1/quotes/").headers["Last-Modified"] == before

    quote.article.release = "withheld"
    with workflow.noting_release(quote.article):
        quote.article.save()

    headers = {"if-modified-since": before}
    assert client.get("/api/v1/quotes/", headers=headers).status_code == 200


@pytest.mark.parametrize("query", ["speaker=Brandt", "q=tiendrons"])
def test_what_depends_on_more_than_publications_has_no_moment(
    client, quote, later, query
):
    later(5)

    assert "Last-Modified" not in client.get(f"/api/v1/quotes/?{query}").headers


def test_a_tag_goes_before_a_moment(client, quote, later):
    later(5)
    moment = client.get("/api/v1/quotes/").headers["Last-Modified"]

    response = client.get(
        "/api/v1/quotes/",
        headers={"if-none-match": '"other"', "if-modified-since": moment},
    )

    assert response.status_code == 200
    assert Publication.objects.count() == 2


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/api/v1/quotes/?cursor=a%3D&page_size=2",
        "/q/abc/mots-dits",
        "//elsewhere.example/",
        "/é",
        "beside",
    ],
)
@pytest.mark.parametrize("prefix", ["", "/under"])
def test_addresses_are_those_that_the_request_makes(rf, path, prefix):
    request = rf.get("/api/v1/", SCRIPT_NAME=prefix, secure=True)

    assert absolute_for(request)(path) == request.build_absolute_uri(path)
