"""Every list of the panel as a file: the rows it finds, and nothing that is secret."""

import csv
import json
import tracemalloc
from io import StringIO

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import escape

from quotes import models
from quotes.admin.exporting import ExportAdmin, columns_of
from quotes.models import Review, Source
from tests import factories as make
from tests.sheets import sheet_dicts

pytestmark = pytest.mark.django_db


def get(client, model, form="csv", app="quotes", **query):
    address = reverse(f"admin:{app}_{model}_export")
    return client.get(address, {"format": form, **query})


def rows_of(answer, form="csv"):
    data = b"".join(answer)
    if form == "xlsx":
        return sheet_dicts(data)
    if form == "ndjson":
        return [json.loads(line) for line in data.splitlines()]
    assert data.startswith("\ufeff".encode())
    return list(csv.DictReader(StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.fixture
def root(log_in):
    return log_in(make.make_superuser())


@pytest.fixture
def world():
    make.make_published_correction()
    make.make_disputed_quote(speaker=make.make_speaker("Petra Novak"))
    make.make_proposal(make.make_quote())
    make.make_rejected_quote()


def test_every_model_of_the_panel_can_be_exported(root, world):
    for model, desk in admin.site._registry.items():
        assert isinstance(desk, ExportAdmin), model
        if desk.change_list_template is None:
            pytest.fail(f"{model}: no links")
        rows = rows_of(get(root, model._meta.model_name, app=model._meta.app_label))
        assert len(rows) == model.objects.count(), model
        for row in rows[:1]:
            assert list(row) == columns_of(model)


@pytest.mark.parametrize("form", ["csv", "xlsx", "ndjson"])
@pytest.mark.parametrize(
    "query",
    [
        {},
        {"status__exact": "verified"},
        {"q": "Novak"},
        {"o": "2"},
        {"o": "-2", "kind__exact": "direct"},
    ],
)
def test_rows_are_those_of_the_list_in_its_order(root, world, form, query):
    page = root.get(reverse("admin:quotes_quote_changelist"), query)
    listed = [row.public_id for row in page.context["cl"].result_list]
    rows = rows_of(get(root, "quote", form, p="0", **query), form)

    assert [row["public_id"] for row in rows] == listed
    assert len(listed) > (0 if query else 3)


def test_what_a_row_leads_to_can_be_read(root):
    quote = make.make_verified_quote(source=make.make_source("L’entretien"))
    (row,) = rows_of(get(root, "quote"))

    assert row["source_id"] == str(quote.source_id)
    assert row["source__public_id"] == quote.source.public_id
    assert row["source__name"] == "L’entretien"
    assert row["article__public_id"] == quote.article.public_id
    assert row["decided_by__username"] == "verifier"
    assert row["is_heading"] == "false"
    assert row["changed_at"].endswith("Z")
    review = rows_of(get(root, "review", "ndjson"), "ndjson")[0]
    assert review["state"] == Review.objects.get(digest=review["digest"]).state


def test_formulas_are_text(root):
    make.make_source("=1+1", publisher="@SUM(A1)")

    (row,) = rows_of(get(root, "source"))
    assert (row["name"], row["publisher"]) == ("'=1+1", "'@SUM(A1)")
    (row,) = rows_of(get(root, "source", "xlsx"), "xlsx")  # which refuses formulas
    assert (row["name"], row["publisher"]) == ("'=1+1", "'@SUM(A1)")


def test_columns_are_the_same_in_french(root, world):
    english = rows_of(get(root, "quote"))
    french = rows_of(root.get("/fr" + reverse("admin:quotes_quote_export")))

    assert french == english


def test_each_list_leads_to_itself_as_a_file(root, world):
    query = {"status__exact": "verified", "q": "Brandt", "p": "1", "o": "1"}
    page = root.get(reverse("admin:quotes_quote_changelist"), query)
    text = page.content.decode()

    for form in ("csv", "xlsx", "ndjson"):
        address = (
            f"{reverse('admin:quotes_quote_export')}?format={form}"
            "&status__exact=verified&q=Brandt&o=1"
        )
        assert f'href="{escape(address)}"' in text
    article = root.get(reverse("admin:quotes_article_changelist"))
    assert "export/?format=csv" in article.content.decode()
    popup = root.get(reverse("admin:quotes_source_changelist"), {"_popup": "1"})
    assert "export/" not in popup.content.decode()


def test_a_list_has_to_be_visible_for_who_exports_it(log_in, client):
    make.make_verified_quote()
    address = reverse("admin:quotes_quote_export")
    assert client.get(address).status_code == 302  # to the log-in
    client = log_in(make.make_user("nobody"))
    assert client.get(address).status_code == 403
    client = log_in(make.make_editor())
    assert client.get(address).status_code == 200
    assert get(client, "user", app="auth").status_code == 403


def test_passwords_and_the_vault_are_never_in_it(root):
    make.make_superuser("other", password="long and secret")
    for form in ("csv", "ndjson"):
        (row, *_rest) = rows_of(get(root, "user", form, app="auth"), form)
        assert "password" not in row
    registered = {model.__name__ for model in admin.site._registry}
    assert not registered & {"SourceIdentity", "VaultAccess", "ReaderReport"}
    for model in (models.Quote, models.Source, models.Review):
        assert not {"sealed", "password"} & set(columns_of(model))


def test_what_cannot_be_is_told(root):
    assert get(root, "quote", "pdf").status_code == 404
    refused = get(root, "quote", nonsense__exact="1")
    assert refused.status_code == 302
    assert refused["Location"] == reverse("admin:quotes_quote_changelist") + "?e=1"
    assert root.post(reverse("admin:quotes_quote_export")).status_code == 405
    head = root.head(reverse("admin:quotes_quote_export"), {"format": "xlsx"})
    assert (head.status_code, b"".join(head)) == (200, b"")


@pytest.mark.parametrize("model", ["quote", "article", "review", "source"])
def test_queries_do_not_grow_and_nothing_is_counted(root, model):
    counts = []
    for number in (2, 8):
        make.make_publications(number, articles=number, speakers=number)
        with CaptureQueriesContext(connection) as queries:
            b"".join(get(root, model))
        counts.append(len(queries))
        assert not [
            query["sql"]
            for query in queries
            if "COUNT(*)" in query["sql"] and "GROUP BY" not in query["sql"]
        ]

    assert counts[0] == counts[1]


def test_twenty_thousand_rows_take_no_more_memory_than_two_thousand(root):
    peaks = []
    for count in (2_000, 18_000):
        Source.objects.bulk_create(
            Source(kind="wire", name=f"dépêche {n}", publisher="x" * 100)
            for n in range(count)
        )
        b"".join(get(root, "source"))
        tracemalloc.start()
        rows = sum(part.count(b"\r\n") for part in get(root, "source"))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()

    assert rows == 20_001
    assert peaks[1] < peaks[0] + 1_000_000
