"""Two people on one record: the second one's form is refused, not written over."""

import pytest
from django.urls import reverse

from quotes import workflow
from quotes.models import Article, Speaker
from tests.admin.conftest import address
from tests.factories import (
    make_article,
    make_editor,
    make_quote,
    make_source,
    make_speaker,
    make_verified_quote,
    make_verifier,
)

pytestmark = pytest.mark.django_db


def posted(page):
    """Return what a form page would send as it is shown, its inlines left empty."""
    form = page.context["adminform"].form
    data = {name: form[name].value() for name in form.fields}
    data = {name: "" if value is None else value for name, value in data.items()}
    for inline in page.context["inline_admin_formsets"]:
        management = inline.formset.management_form
        for name in management.fields:
            data[management.add_prefix(name)] = management[name].value()
        for row in inline.formset.initial_forms:
            for name in row.fields:
                value = row[name].value()
                data[row.add_prefix(name)] = "" if value is None else value
    return {**data, "_seen": page.context["seen_digest"]}


def test_a_withheld_article_is_not_published_by_a_page_from_before(log_in):
    article = make_verified_quote().article
    client = log_in(make_verifier())
    url = address("article", "change", article.pk)
    data = posted(client.get(url))
    Article.objects.filter(pk=article.pk).update(release="withheld")

    page = client.post(url, {**data, "headline": "Les pourparlers ont repris"})

    assert "Somebody changed this meanwhile" in page.content.decode()
    assert "Les pourparlers ont repris" in page.content.decode()
    assert Article.objects.get().release == "withheld"
    again = client.post(url, {**posted(page), "headline": "Les pourparlers"})
    assert again.status_code == 200
    assert Article.objects.get().release == "withheld"


def test_a_merge_is_not_undone_by_saving_a_page_from_before(log_in):
    speaker, survivor = make_speaker("A. Brandt"), make_speaker("Anna Brandt")
    client = log_in(make_editor())
    url = address("speaker", "change", speaker.pk)
    data = posted(client.get(url))
    workflow.merge_speakers(
        speaker, survivor, by=make_verifier(), reason="La même personne."
    )

    client.post(url, {**data, "description": "chancelière"})

    assert Speaker.objects.get(pk=speaker.pk).merged_into == survivor


def test_nothing_changed_meanwhile_is_saved(log_in):
    source = make_source()
    client = log_in(make_editor())
    url = address("source", "change", source.pk)
    data = posted(client.get(url))

    answer = client.post(url, {**data, "name": "entretien"})

    assert answer.status_code == 302
    source.refresh_from_db()
    assert source.name == "entretien"


@pytest.mark.parametrize("address", ["?q=%00", "?status=%00", "?kind__exact=%00"])
def test_a_nul_sign_in_an_address_is_a_bad_request(log_in, address):
    make_quote()
    url = reverse("admin:quotes_quote_changelist")

    assert log_in(make_editor()).get(url + address).status_code == 400


def test_a_nul_sign_in_a_form_is_a_bad_request(log_in):
    url = address("article", "change", make_article().pk)

    assert log_in(make_editor()).post(url, {"headline": "a\0b"}).status_code == 400
