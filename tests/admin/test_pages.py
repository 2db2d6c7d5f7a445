"""Every page of the panel opens, for whom it should, with as many queries as needed."""

import pytest
from django.contrib.admin.widgets import AutocompleteSelect
from django.forms import ModelChoiceField
from django.urls import reverse

from quotes.models import Correction, Quote
from tests import factories
from tests.admin.conftest import address

MODELS = (
    "article",
    "revision",
    "speaker",
    "source",
    "quote",
    "span",
    "attribution",
    "proposal",
    "quotelink",
    "review",
    "correction",
    "publication",
)
ADDED = ("article", "speaker", "source", "quote", "quotelink")
READ_ONLY = ("revision", "span", "attribution", "proposal", "review", "publication")
WITH_HISTORY = ("article", "speaker", "source", "quote")

pytestmark = pytest.mark.django_db


@pytest.fixture
def one_of_each():
    """Return a row of every registered model, by model name."""
    source = factories.make_source(relays=factories.make_source("dépêche"))
    proposed = factories.make_proposed_quote()
    correction = factories.make_published_correction(
        factories.make_verified_quote(source=source)
    )
    quote = correction.quote
    office = factories.make_office(quote.attributions.get().speaker)
    factories.make_name(office.speaker)
    return {
        "article": quote.article,
        "revision": quote.article.current_revision,
        "speaker": office.speaker,
        "source": source,
        "quote": quote,
        "span": quote.spans.first(),
        "attribution": quote.attributions.get(),
        "proposal": proposed.proposals.get(),
        "quotelink": factories.make_link(quote, proposed),
        "review": quote.reviews.first(),
        "correction": correction,
        "publication": quote.publications.first(),
    }


def make_contributor():
    return factories.make_user("contributor", "contributor")


EVERYBODY = (
    factories.make_superuser,
    make_contributor,
    factories.make_editor,
    factories.make_verifier,
    factories.make_standards_editor,
)


@pytest.mark.parametrize("make_somebody", EVERYBODY)
def test_every_list_and_every_row_opens_for_everybody(
    log_in, one_of_each, make_somebody
):
    client = log_in(make_somebody())

    assert client.get(reverse("admin:index")).status_code == 200
    for model in MODELS:
        assert client.get(address(model, "changelist")).status_code == 200, model
        page = client.get(address(model, "change", one_of_each[model].pk))
        assert page.status_code == 200, model


@pytest.mark.parametrize("model", MODELS)
def test_every_list_can_be_searched(log_in, one_of_each, model):
    client = log_in(factories.make_superuser())

    page = client.get(address(model, "changelist"), {"q": "Brandt"})

    assert page.status_code == 200
    assert page.context["cl"].search_help_text


@pytest.mark.parametrize("model", ADDED)
def test_rows_of_the_record_are_added_by_editors(log_in, model):
    client = log_in(factories.make_editor())

    assert client.get(address(model, "add")).status_code == 200


@pytest.mark.parametrize("model", sorted(set(ADDED) - {"quote"}))
def test_a_contributor_adds_nothing_but_quotes(log_in, model):
    client = log_in(make_contributor())

    assert client.get(address(model, "add")).status_code == 403
    assert client.get(address("quote", "add")).status_code == 200


@pytest.mark.parametrize("model", READ_ONLY)
def test_what_the_workflow_writes_is_read_only_even_for_the_administrator(
    log_in, one_of_each, model
):
    client = log_in(factories.make_superuser())
    row = one_of_each[model]

    assert client.get(address(model, "add")).status_code == 403
    assert client.post(address(model, "change", row.pk), {}).status_code == 403
    assert client.post(
        address(model, "delete", row.pk), {"post": "yes"}
    ).status_code in (
        403,
        409,
    )


@pytest.mark.parametrize("model", WITH_HISTORY)
def test_history_is_read_and_never_gone_back_to(log_in, one_of_each, model):
    client = log_in(factories.make_superuser())
    row = one_of_each[model]
    row.save()
    version, versions = row.history.last(), row.history.count()

    listed = client.get(address(model, "history", row.pk))
    shown = client.get(address(model, "simple_history", row.pk, version.pk))
    posted = client.post(address(model, "simple_history", row.pk, version.pk), {})

    assert listed.status_code == shown.status_code == 200
    assert 'style="' not in listed.content.decode()
    assert posted.status_code == 200
    assert row.history.count() == versions
    assert b'<input type="submit" value="Revert"' not in shown.content


def test_going_back_in_history_by_hand_changes_nothing(log_in):
    client = log_in(factories.make_superuser())
    quote = factories.make_quote_under_review()
    before, versions = Quote.objects.values().get(), quote.history.count()

    client.post(
        address("quote", "simple_history", quote.pk, quote.history.last().pk),
        {"kind": "indirect", "_save": "Revert"},
    )

    assert Quote.objects.values().get() == before
    assert quote.history.count() == versions


def test_no_list_deletes_in_bulk(log_in, one_of_each):
    client = log_in(factories.make_superuser())

    for model in MODELS:
        page = client.get(address(model, "changelist"))
        assert b"delete_selected" not in page.content, model


@pytest.mark.parametrize("model", MODELS)
def test_queries_of_a_list_do_not_grow_with_its_rows(
    log_in, django_assert_max_num_queries, one_of_each, model
):
    client = log_in(factories.make_superuser())
    counted = []
    for rows in (0, 4):
        _make_more(rows)
        with django_assert_max_num_queries(100) as queries:
            client.get(address(model, "changelist"))
        counted.append(len(queries))

    assert counted[1] <= counted[0]


def _make_more(rows):
    for number in range(rows):
        quote = factories.make_verified_quote(
            source=factories.make_source(relays=factories.make_source("dépêche")),
            article=factories.make_article(headline=""),
        )
        factories.make_link(quote, factories.make_proposed_quote())
        factories.make_published_correction(quote, shown=f"« {number} »")


def test_queries_of_an_article_do_not_grow_with_its_statements(
    log_in, django_assert_max_num_queries
):
    client = log_in(factories.make_superuser())
    article = factories.make_article()
    factories.make_verified_quote(article=article)
    counted = []
    for _times in range(2):
        with django_assert_max_num_queries(60) as queries:
            client.get(address("article", "change", article.pk))
        counted.append(len(queries))
        factories.make_quote(article=article, **factories.DENIAL)
        factories.make_quote("reprendront lundi", article=article)

    assert counted[1] <= counted[0]


@pytest.mark.parametrize("model", ADDED)
def test_every_row_that_is_chosen_is_chosen_by_search(log_in, model):
    page = log_in(factories.make_superuser()).get(address(model, "add"))

    formsets = page.context["inline_admin_formsets"]
    forms = [each.formset.empty_form for each in formsets]
    for form in [page.context["adminform"].form, *forms]:
        for name, field in form.fields.items():
            if type(field) is ModelChoiceField and not field.widget.is_hidden:
                widget = getattr(field.widget, "widget", field.widget)
                assert isinstance(widget, AutocompleteSelect), name


def test_a_merged_speaker_is_not_offered(log_in):
    speaker = factories.make_speaker("Anna Brandt")
    factories.make_speaker("Anna Brandt-Klein", merged_into=speaker)
    client = log_in(factories.make_editor())

    answer = client.get(
        reverse("admin:autocomplete"),
        {
            "app_label": "quotes",
            "model_name": "attribution",
            "field_name": "speaker",
            "term": "Brandt",
        },
    )

    assert [each["text"] for each in answer.json()["results"]] == ["Anna Brandt"]


def test_a_speaker_is_found_by_another_name(log_in):
    kremlin = factories.make_speaker("Kremlin", kind="government")
    factories.make_name(kremlin, "Moscou")
    client = log_in(factories.make_editor())

    answer = client.get(
        reverse("admin:autocomplete"),
        {
            "app_label": "quotes",
            "model_name": "attribution",
            "field_name": "speaker",
            "term": "moscou",
        },
    )

    assert [each["text"] for each in answer.json()["results"]] == ["Kremlin"]


def test_an_editor_neither_lists_nor_searches_users(log_in):
    client = log_in(factories.make_editor())
    choice = {"app_label": "quotes", "model_name": "source", "term": "veri"}

    answer = client.get(
        reverse("admin:autocomplete"), {**choice, "field_name": "terms_approved_by"}
    )

    assert answer.status_code == 403
    assert client.get(reverse("admin:auth_user_changelist")).status_code == 403


def test_pages_carry_no_inline_style_or_script_and_the_other_language(
    log_in, one_of_each
):
    client = log_in(factories.make_superuser())
    for model in MODELS:
        here = address(model, "change", one_of_each[model].pk)
        page = client.get(here).content.decode()
        assert " style=" not in page, model
        assert "<script>" not in page, model
        assert f'href="/fr{here}"' in page, model
        assert "quotes/admin.css" in page
    assert client.get("/fr/admin/quotes/quote/").status_code == 200
    assert Correction.objects.exists()
