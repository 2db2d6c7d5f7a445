"""Lists as JSON and CSV: the rows of the list, whatever its query string."""

import csv
import re
from io import StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from quotes.models import Publication
from quotes.records import QUOTE_COLUMNS
from quotes.records.tables import ARTICLE_COLUMNS, CORRECTION_COLUMNS, SPEAKER_COLUMNS
from tests import factories as make

pytestmark = pytest.mark.django_db

COLUMNS = {
    "quote": QUOTE_COLUMNS,
    "speaker": SPEAKER_COLUMNS,
    "article": ARTICLE_COLUMNS,
    "correction": CORRECTION_COLUMNS,
}
every_list = pytest.mark.parametrize("name", COLUMNS)


def get(client, name, form, **query):
    return client.get(reverse(f"quotes:{name}-list-{form}", query=query or None))


def csv_of(response):
    """Return a CSV's rows as dictionaries."""
    text = b"".join(response).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text, newline="")))


def ids_on(client, name, **query):
    """Return the public ids that the list's page links to, in its order."""
    page = client.get(reverse(f"quotes:{name}-list", query=query or None))
    start = "q" if name == "quote" else name
    links = re.findall(rf'href="/{start}/([0-9a-z]{{12}})/', page.content.decode())
    return list(dict.fromkeys(links))


@pytest.fixture
def world():
    quote = make.make_verified_quote(article=make.make_article(publisher="AFP"))
    make.make_published_correction(quote)
    make.make_unresolved_quote("agir vite", cue="a lancé", mention="la ministre")
    make.make_disputed_quote(speaker=make.make_speaker("Petra Novak"))
    make.make_withdrawn_quote()
    make.make_quote()
    make.make_verified_quote(article=make.make_article(release="draft"))
    return quote


@every_list
def test_the_twins_have_the_rows_of_the_list_in_its_order(client, world, name):
    ids = ids_on(client, name)
    data = get(client, name, "json").json()

    assert len(ids) == {"quote": 3, "correction": 1}.get(name, len(ids)) > 0
    assert [row["id"] for row in data["results"]] == ids
    assert [row["id"] for row in csv_of(get(client, name, "csv"))] == ids
    assert data["next"] is None
    assert data["previous"] is None


@pytest.mark.parametrize(
    "query",
    [
        {"status": "disputed"},
        {"speaker": "novak"},
        {"q": "parole"},
        {"article": "afp", "corrected": "yes"},
        {"kind": "mixed"},
    ],
)
def test_filters_are_those_of_the_list(client, world, query):
    ids = ids_on(client, "quote", **query)
    records = get(client, "quote", "json", **query).json()["results"]

    assert [row["id"] for row in records] == ids
    rows = csv_of(get(client, "quote", "csv", **query))
    assert [row["id"] for row in rows] == ids
    assert len(ids) < 3


def test_pages_follow_each_other_by_their_addresses(client):
    make.make_publications(60)
    seen, address = [], reverse("quotes:quote-list-json", query={"kind": "direct"})
    addresses = []
    while address:
        addresses.append(address)
        data = client.get(address).json()
        seen += [row["id"] for row in data["results"]]
        address = data["next"]

    assert len(addresses) == 3
    assert all("kind=direct" in each for each in addresses)
    listed = Publication.objects.listed().newest_first()
    assert seen == list(listed.values_list("public_id", flat=True))
    assert client.get(data["previous"]).json()["results"][0]["id"] == seen[25]
    # A page's own address and its twin's differ in the suffix alone.
    assert (
        ids_on(client, "quote", page=re.search(r"page=(\w+)", addresses[1])[1])
        == (seen[25:50])
    )


def test_csv_has_all_rows_whatever_the_page(client):
    make.make_publications(60)

    assert len(csv_of(get(client, "quote", "csv"))) == 60
    assert len(csv_of(get(client, "quote", "csv", page="nonsense"))) == 60


def test_numbered_lists_have_addresses_too(client, monkeypatch):
    make.make_publications(7, articles=7)
    monkeypatch.setattr("quotes.views.twins.ArticleListJson.paginate_by", 3)
    data = get(client, "article", "json", page=2).json()

    assert data["next"].endswith("/articles.json?page=3")
    assert data["previous"].endswith("/articles.json?page=1")
    assert len(data["results"]) == 3


@every_list
def test_csv_is_as_spreadsheets_and_rfc_4180_want_it(client, world, name):
    response = get(client, name, "csv")
    data = b"".join(response)

    assert response.headers["Content-Type"].startswith("text/csv; charset=utf-8")
    assert response.headers["Content-Disposition"] == (
        f'attachment; filename="{name}s.csv"'
    )
    assert data.startswith("\ufeff".encode() + ",".join(COLUMNS[name]).encode())
    assert data.count(b"\n") == data.count(b"\r\n") > 1
    assert response.streaming
    assert not response.cookies


def test_reported_speech_stands_with_its_cue_in_every_cell(client):
    make.make_verified_quote(
        speaker=make.make_speaker("Kremlin", kind="government"), **make.DENIAL
    )
    (row,) = csv_of(get(client, "quote", "csv"))

    assert row["statement"].startswith("Le Kremlin a démenti que")
    assert "que les deux hommes se soient parlé" not in {
        value for name, value in row.items() if name != "statement"
    }


@pytest.mark.parametrize("form", ["json", "csv"])
def test_a_filter_that_cannot_be_is_told_in_the_api_s_shape(client, form):
    response = get(client, "quote", form, status="perhaps", after="yesterday")

    assert response.status_code == 400
    assert response.headers["Content-Type"] == "application/json"
    error = response.json()["error"]
    assert error["code"] == "bad_parameter"
    assert error["fields"].keys() == {"status", "after"}


@every_list
def test_a_page_that_is_none_is_told(client, world, name):
    response = get(client, name, "json", page="!")

    assert response.status_code == 400
    assert response.json()["error"]["fields"].keys() == {"page"}


@pytest.mark.parametrize("form", ["json", "csv"])
@every_list
def test_queries_do_not_grow_with_rows(client, name, form):
    counts = []
    for number in (2, 8):
        make.make_publications(number, articles=number, speakers=number)
        for row in Publication.objects.listed().select_related("quote")[:number]:
            make.make_published_correction(row.quote)
        with CaptureQueriesContext(connection) as queries:
            b"".join(get(client, name, form))
        counts.append(len(queries))

    assert counts[0] == counts[1]


@every_list
@pytest.mark.parametrize("form", ["json", "csv"])
def test_only_reading_is_possible(client, name, form):
    address = reverse(f"quotes:{name}-list-{form}")

    assert client.post(address).status_code == 405
    head = client.head(address)
    assert head.status_code == 200
    assert b"".join(head) == b""


def test_the_list_leads_to_its_twins_with_its_query(client, world):
    page = client.get("/quotes/?status=disputed&page=").content.decode()

    assert 'type="application/json" href="/quotes.json?status=disputed' in page
    assert 'type="text/csv" href="/quotes.csv?status=disputed"' in page
    assert '<a rel="nofollow" href="/quotes.csv?status=disputed">CSV</a>' in page
    french = client.get("/fr/corrections/").content.decode()
    assert 'href="/fr/corrections.csv"' in french
