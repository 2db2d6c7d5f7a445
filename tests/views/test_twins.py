"""Lists as data and files: the rows of the list, whatever its query string."""

import csv
import json
import re
from functools import partial
from io import StringIO

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from quotes.models import Publication
from quotes.records import QUOTE_COLUMNS
from quotes.records.tables import ARTICLE_COLUMNS, CORRECTION_COLUMNS, SPEAKER_COLUMNS
from quotes.xlsxfiles import xlsx_file
from tests import factories as make
from tests.sheets import sheet_dicts, sheet_rows

pytestmark = pytest.mark.django_db

COLUMNS = {
    "quote": QUOTE_COLUMNS,
    "speaker": SPEAKER_COLUMNS,
    "article": ARTICLE_COLUMNS,
    "correction": CORRECTION_COLUMNS,
}
FILES = ("csv", "ndjson", "xlsx")
FORMS = ("json", *FILES)
every_list = pytest.mark.parametrize("name", COLUMNS)
every_form = pytest.mark.parametrize("form", FORMS)


def get(client, name, form, **query):
    return client.get(reverse(f"quotes:{name}-list-{form}", query=query or None))


def csv_of(response):
    """Return a CSV's rows as dictionaries."""
    text = b"".join(response).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text, newline="")))


def rows_of(response, form):
    """Return the rows of an answer as dictionaries, whatever its form."""
    if form == "csv":
        return csv_of(response)
    data = b"".join(response)
    if form == "xlsx":
        return sheet_dicts(data)
    if form == "ndjson":
        assert data.count(b"\n") == len(data.splitlines())
        return [json.loads(line) for line in data.splitlines()]
    return json.loads(data)["results"]


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
    for form in FILES:
        rows = rows_of(get(client, name, form), form)
        assert [row["id"] for row in rows] == ids, form
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
    for form in FILES:
        rows = rows_of(get(client, "quote", form, **query), form)
        assert [row["id"] for row in rows] == ids, form
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


@pytest.mark.parametrize("form", FILES)
def test_a_file_has_all_rows_whatever_the_page(client, form):
    make.make_publications(60)

    assert len(rows_of(get(client, "quote", form), form)) == 60
    assert len(rows_of(get(client, "quote", form, page="nonsense"), form)) == 60


@every_list
def test_ndjson_has_the_records_of_json_and_a_workbook_the_cells_of_csv(
    client, world, name
):
    data = get(client, name, "json").json()["results"]

    assert rows_of(get(client, name, "ndjson"), "ndjson") == data
    header, *_rows = sheet_rows(b"".join(get(client, name, "xlsx")))
    assert tuple(header) == COLUMNS[name]
    cells = rows_of(get(client, name, "xlsx"), "xlsx")
    for row, of_csv in zip(cells, csv_of(get(client, name, "csv")), strict=True):
        # A record of CSV is one line.
        assert {key: " ".join(cell.splitlines()) for key, cell in row.items()} == of_csv


@every_list
@pytest.mark.parametrize(
    ("form", "media_type"),
    [
        ("ndjson", "application/x-ndjson"),
        (
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
    ],
)
def test_files_are_offered_to_be_saved(client, world, name, form, media_type):
    response = get(client, name, form)

    assert response.headers["Content-Type"] == media_type
    assert response.headers["Content-Disposition"] == (
        f'attachment; filename="{name}s.{form}"'
    )
    assert response.streaming
    assert not response.cookies
    assert "X-Rows-Left-Out" not in response.headers
    b"".join(response)


def test_formulas_are_text_in_every_file(client):
    formula = '=HYPERLINK("https://evil.example")'
    make.make_verified_quote(speaker=make.make_speaker(formula))

    assert csv_of(get(client, "speaker", "csv"))[0]["name"] == f"'{formula}"
    # sheet_dicts fails on a formula.
    assert rows_of(get(client, "speaker", "xlsx"), "xlsx")[0]["name"] == f"'{formula}"
    record = rows_of(get(client, "speaker", "ndjson"), "ndjson")[0]
    assert record["name"] == formula


def test_a_workbook_that_is_full_says_so(client, monkeypatch):
    make.make_publications(5)
    monkeypatch.setattr("quotes.answers.xlsx_file", partial(xlsx_file, most=3))
    response = get(client, "quote", "xlsx")
    rows = sheet_rows(b"".join(response))

    assert response.headers["X-Rows-Left-Out"] == "true"
    assert rows[-1] == ["Rows are left out: a sheet holds 3. Take the CSV."]
    assert len(rows) == 4


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


@every_form
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


@every_form
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
@every_form
def test_only_reading_is_possible(client, name, form):
    address = reverse(f"quotes:{name}-list-{form}")

    assert client.post(address).status_code == 405
    head = client.head(address)
    assert head.status_code == 200
    assert b"".join(head) == b""


@pytest.mark.parametrize("form", FILES)
def test_a_correction_filter_that_cannot_be_is_told(client, form):
    assert get(client, "correction", form, error="none").status_code == 404


class TestLimit:
    """How many files one address may take: a tenth of the API's rate."""

    @pytest.fixture(autouse=True)
    def two_a_minute(self, settings):
        cache.clear()
        settings.NEWSROOM_API_RATE = "25/minute"
        yield
        cache.clear()

    def ask(self, client, form="csv", address="198.51.100.7"):
        answer = client.get(reverse(f"quotes:speaker-list-{form}"), REMOTE_ADDR=address)
        if answer.streaming:
            assert b"".join(answer)  # to its end, where its file is closed
        return answer

    def test_the_third_file_is_told_to_wait(self, client):
        forms = ("csv", "xlsx", "ndjson")
        assert [self.ask(client, form).status_code for form in forms] == [200, 200, 429]

        refused = self.ask(client)
        assert 1 <= int(refused.headers["Retry-After"]) <= 60
        error = refused.json()["error"]
        assert error["code"] == "throttled"
        assert refused.headers["Retry-After"] in error["message"]
        assert self.ask(client, address="198.51.100.8").status_code == 200

    def test_api_and_files_are_counted_apart_and_pages_not_at_all(self, client):
        for _ in range(3):
            self.ask(client)

        address = {"REMOTE_ADDR": "198.51.100.7"}
        assert client.get("/api/v1/", **address).status_code == 200
        assert client.get("/speakers/", **address).status_code == 200
        assert self.ask(client, "json").status_code == 200

    @pytest.mark.parametrize(("rate", "allowed"), [("3/hour", 1), ("0", 4), ("", 4)])
    def test_it_follows_the_setting(self, client, settings, rate, allowed):
        settings.NEWSROOM_API_RATE = rate
        codes = [self.ask(client).status_code for _ in range(4)]

        assert codes == [200] * allowed + [429] * (4 - allowed)

    def test_asking_for_the_head_is_not_counted(self, client):
        address = reverse("quotes:speaker-list-csv")
        codes = {
            client.head(address, REMOTE_ADDR="198.51.100.7").status_code
            for _ in range(5)
        }
        assert codes == {200}


def test_the_list_leads_to_its_twins_with_its_query(client, world):
    page = client.get("/quotes/?status=disputed&page=").content.decode()

    assert 'type="application/json" href="/quotes.json?status=disputed' in page
    assert 'type="text/csv" href="/quotes.csv?status=disputed"' in page
    assert '<a rel="nofollow" href="/quotes.csv?status=disputed">CSV</a>' in page
    assert '<a rel="nofollow" href="/quotes.xlsx?status=disputed">XLSX</a>' in page
    assert '<a rel="nofollow" href="/quotes.ndjson?status=disputed">NDJSON</a>' in page
    french = client.get("/fr/corrections/").content.decode()
    assert 'href="/fr/corrections.csv"' in french
