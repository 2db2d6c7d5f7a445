"""Every list of the panel costs the same at any size, and says what it leaves out."""

import re

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from quotes import bounds
from quotes.admin import lists
from quotes.admin.lists import Bounded, BoundedPaginator, about
from quotes.models import Article, Quote, Speaker
from tests import factories as make
from tests.admin.conftest import address

pytestmark = pytest.mark.django_db

PANELS = sorted(admin.site._registry.items(), key=lambda each: each[0]._meta.label)
panels = pytest.mark.parametrize(
    ("model", "panel"), PANELS, ids=[model._meta.label for model, _panel in PANELS]
)


@pytest.fixture
def client(log_in):
    return log_in(make.make_superuser())


@pytest.fixture
def few(monkeypatch):
    """Lists that end at the fourth row, with two on a page."""
    monkeypatch.setattr(lists, "MOST", 4)
    for _model, panel in PANELS:
        monkeypatch.setattr(type(panel), "list_per_page", 2)


def listed(model):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


def sql_of(client, url, **data):
    """Return the SQL of a page that opens."""
    with CaptureQueriesContext(connection) as log:
        page = client.get(url, data)
    assert page.status_code == 200
    return [query["sql"] for query in log.captured_queries]


def unbounded(queries):
    """Return those that count, tell apart or read rows of ours without an end."""
    return [
        sql
        for sql in queries
        if re.search(r'FROM "(quotes|auth_user|auth_group)', sql)
        and (
            re.match(r'SELECT COUNT\(\*\) AS "__count" FROM "', sql)
            or sql.startswith("SELECT DISTINCT")
            or re.search(r"\b(MIN|MAX)\(", sql)
            or not re.search(r"\bLIMIT \d|\bIN \(|\bWHERE .* = ", sql)
        )
        # Small by nature: roles and permissions.
        and not re.search(r'FROM "auth_(group|permission)"', sql)
    ]


@panels
def test_every_list_is_bounded(model, panel, client):
    assert isinstance(panel, Bounded)
    assert panel.paginator is BoundedPaginator
    assert panel.show_full_result_count is False
    assert panel.show_facets is admin.ShowFacets.NEVER
    assert panel.date_hierarchy is None
    for name in panel.list_filter:
        if isinstance(name, str):
            field = model._meta.get_field(name)
            assert (
                field.choices
                or field.is_relation
                or field.get_internal_type() in ("BooleanField", "DateField")
            ), f"{name}: a filter without choices reads all rows for its values"


@panels
def test_no_list_counts_or_reads_all_rows(model, panel, client):
    make.make_verified_quote()
    url = listed(model)
    client.get(url)  # content types and permissions are read once

    assert unbounded(sql_of(client, url)) == []
    assert unbounded(sql_of(client, url, p=7)) == []
    if panel.search_fields:
        assert unbounded(sql_of(client, url, q="parole Brandt")) == []


def test_a_list_ends_at_a_row_and_says_so(client, few):
    article = make.make_article()
    for words in ("Nous tiendrons parole", "tiendrons parole", "parole", "Nous", "Il"):
        make.make_quote(words, article=article)
    url = address("quote", "changelist")

    first, last, beyond = (client.get(url, {"p": page}) for page in (1, 2, 9))

    keys = list(Quote.objects.order_by("-pk").values_list("pk", flat=True))
    rows = [row.pk for page in (first, last) for row in page.context["cl"].result_list]
    assert rows == keys[:4]
    assert [row.pk for row in beyond.context["cl"].result_list] == keys[2:4]
    assert "more than 4 quotes" in first.content.decode()
    assert "The first 4 can be paged through" in first.content.decode()
    assert "Lists end at row 4; here is the last page." in beyond.content.decode()
    assert "p=3" not in first.content.decode()


def test_a_page_that_is_none_shows_the_last_one(client):
    make.make_speaker("Anna Brandt")

    page = client.get(address("speaker", "changelist"), {"p": 3})

    assert [str(row) for row in page.context["cl"].result_list] == ["Anna Brandt"]
    assert "There is no page 3; here is the last one." in page.content.decode()


def test_rows_of_one_day_are_paged_once_each_there_and_back(client, few):
    for number in range(4):
        Article.objects.create(
            headline=f"{number}",
            language="fr",
            published_on="2024-11-12",
            published_on_known="printed",
        )
    url = address("article", "changelist")

    def rows(page):
        found = client.get(url, {"p": page, "o": "-4"}).context["cl"].result_list
        return [row.headline for row in found]

    assert rows(1) + rows(2) == ["3", "2", "1", "0"]
    assert rows(1) == ["3", "2"]


def test_a_column_without_an_index_is_not_sorted_by(client):
    make.make_quote()
    queries = sql_of(client, address("quote", "changelist"), o="1.-2.99.x")

    assert not [sql for sql in queries if 'ORDER BY "quotes_quote"."words"' in sql]


def test_what_takes_too_long_is_said(client, monkeypatch):
    quote = make.make_quote()
    monkeypatch.setattr(
        lists, "keys_of", lambda rows, most: bounds.Found([quote.pk], is_whole=False)
    )

    page = client.get(address("quote", "changelist")).content.decode()

    assert "only the newest 20,000 were" in page


@pytest.mark.parametrize(
    ("term", "is_found"),
    [
        ("Tiendrons paroles", True),
        ("“nous tiendrons parole”", True),
        ("Brandt", True),
        ("brandt anna", True),
        ("pourparlers reprennent", True),
        ("ext-7", True),
        ("parole guerre", False),
        ("le la", False),
        ("%", False),
    ],
)
def test_quotes_are_found_by_words_speaker_headline_and_id(client, term, is_found):
    article = make.make_article(headline="Les pourparlers reprennent")
    quote = make.make_quote(article=article, external_id="ext-7")

    for wanted in (term, quote.public_id if is_found else term):
        page = client.get(address("quote", "changelist"), {"q": wanted})
        found = [row.pk for row in page.context["cl"].result_list]
        assert found == ([quote.pk] if is_found else []), wanted


def test_filters_and_searches_narrow_each_other(client):
    article = make.make_article()
    verified = make.make_verified_quote(article=article)
    waiting = make.make_quote(article=article, **make.DENIAL)
    url = address("quote", "changelist")

    def found(**data):
        return [row.pk for row in client.get(url, data).context["cl"].result_list]

    assert found(status__exact="verified") == [verified.pk]
    assert found(status__exact="verified", q="parlé") == []
    assert found(polarity__exact="denied", q="parlé") == [waiting.pk]
    assert found(polarity__exact="denied", status__exact="unverified") == [waiting.pk]


def test_estimates_have_two_digits_in_both_languages():
    assert about(9_912_345) == "about 9.9 million"
    assert about(12_400_000) == "about 12 million"
    assert about(123_456) == "about 120,000"
    with translation.override("fr"):
        assert "9,9" in about(9_912_345)


def test_autocompletes_read_no_more_than_lists(client):
    make.make_quote()
    url = reverse("admin:autocomplete")
    for model, field in (
        ("quote", "article"),
        ("quote", "source"),
        ("quotelink", "to_quote"),
    ):
        given = {"app_label": "quotes", "model_name": model, "field_name": field}
        for term in ("", "parole", "Brandt"):
            assert unbounded(sql_of(client, url, term=term, **given)) == []


def test_nobody_who_did_anything_is_deleted(client):
    editor = make.make_editor()
    make.make_quote()

    page = client.get(reverse("admin:auth_user_delete", args=[editor.pk]))

    assert "Reviews, corrections or other rows name this user" in page.content.decode()
    assert Speaker.objects.count() >= 1
