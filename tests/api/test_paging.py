"""Pages in both directions, with no row missed and none twice."""

import pytest

from quotes.api.paging import from_token, to_token
from quotes.models import Publication
from quotes.paging import BadToken
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows():
    """Five quotes of one day, two of another and one undated, all with their things."""
    make.make_publications(5, articles=5, speakers=5)
    for day in ("2024-11-13", "2024-11-13", None):
        make.make_published_correction(
            make.make_verified_quote(said_on=day, source=make.make_source())
        )


LISTS = ["quotes", "speakers", "articles", "sources", "corrections"]


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("size", [1, 2, 3, 100])
def test_every_row_comes_once_in_both_directions(client, walk, rows, name, size):
    whole = client.get(f"/api/v1/{name}/?page_size=100").json()["results"]
    assert len(whole) >= 3

    pages = walk(f"/api/v1/{name}/?page_size={size}")

    assert [row for page in pages for row in page] == whole
    assert all(len(page) == size for page in pages[:-1])
    last = client.get(f"/api/v1/{name}/?page_size={size}").json()
    while last["next"]:
        last = client.get(last["next"]).json()
    back = [last["results"], *walk(last["previous"], "previous")]
    assert [row for page in reversed(back) for row in page] == whole


def test_articles_statements_and_versions_have_pages_too(client, walk):
    article = make.make_article()
    quotes = [
        make.make_verified_quote(article=article),
        make.make_verified_quote(article=article, **make.DENIAL),
    ]
    make.make_published_correction(quotes[0])

    for path, count in (
        (f"articles/{article.public_id}/statements/", 2),
        (f"quotes/{quotes[0].public_id}/versions/", 2),
    ):
        assert len(walk(f"/api/v1/{path}?page_size=1")) == count


def test_what_is_published_meanwhile_shifts_nothing(client, rows):
    first = client.get("/api/v1/quotes/?page_size=2").json()
    make.make_verified_quote(said_on="2025-01-01")

    second = client.get(first["next"]).json()

    seen = {row["id"] for row in first["results"]}
    assert not seen & {row["id"] for row in second["results"]}
    back = client.get(second["previous"]).json()["results"]
    assert [row["id"] for row in back] == [row["id"] for row in first["results"]]


def test_links_keep_the_filters(client, rows):
    page = client.get("/api/v1/quotes/?status=verified&page_size=2").json()

    assert "status=verified" in page["next"]
    assert "page_size=2" in page["next"]


@pytest.mark.parametrize(
    "values",
    [
        ["x", 1],
        ["n"],
        ["n", 1],
        ["n", "Anna", "1"],
        ["n", "An\0na", 1],
        ["n", {"at": "2024-11-12T00:00:00"}, 1],
        ["n", {"at": "0001-01-01T00:00:00+14:00"}, 1],
        ["n", "\ud800", 1],
        ["n", True, 1],
        ["n", -1, 1],
        {"n": 1},
    ],
)
def test_a_token_that_no_page_gave_is_refused(get, values):
    import base64
    import json

    token = base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")

    for path in ("speakers/", "corrections/"):
        error = get(path, expect=400, cursor=token)["error"]
        assert list(error["fields"]) == ["cursor"]


@pytest.mark.parametrize("token", ["", "ü", "=", "a", "!!!", "bnVsbA", "W10"])
def test_a_text_that_is_no_token_is_refused(token):
    with pytest.raises(BadToken):
        from_token(token)


def test_a_token_gives_back_what_it_was_made_of():
    at = make.hours_from_now(0)

    assert from_token(to_token(["n", "Śĭł", at, 7])) == ["n", "Śĭł", at, 7]


def test_the_page_size_is_25_when_nobody_says(client):
    make.make_publications(26)

    assert len(client.get("/api/v1/quotes/").json()["results"]) == 25
    assert Publication.objects.count() == 26
