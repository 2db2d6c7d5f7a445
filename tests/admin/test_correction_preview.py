"""The signer sees what will be public: notice, feed, JSON-LD, the page; nothing is."""

import json
import re

import pytest
from django.apps import apps
from django.test import Client

from quotes.integrity import problems
from quotes.workflow import reopen
from tests import factories
from tests.admin.conftest import address

pytestmark = pytest.mark.django_db

NOTICE = "Notre base attribuait à tort au ministre ces propos d’Anna Brandt."
BANNER = "Preview — nothing of this is public"


def everything():
    """Return every row of the app, histories included."""
    return {
        model._meta.db_table: list(model._base_manager.order_by("pk").values_list())
        for model in apps.get_app_config("quotes").get_models()
    }


@pytest.mark.parametrize("name", ["sign", "publish"])
def test_the_steps_show_notice_feed_and_json_ld(log_in, name):
    make = {
        "sign": factories.make_correction,
        "publish": factories.make_signed_correction,
    }[name]
    correction = make(notice=NOTICE)
    before = everything()
    client = log_in(factories.make_standards_editor())

    page = client.get(address("correction", name, correction.pk))

    preview = page.context["preview"]
    assert preview.notice["notice"] == NOTICE
    assert preview.atom.startswith("<entry>\n<title>")
    assert NOTICE in preview.atom
    data = json.loads(preview.jsonld)
    assert data["correction"][0]["text"] == NOTICE
    assert data["version"] == 2
    assert data["@id"].startswith("http://testserver/q/")
    text = page.content.decode()
    assert "&lt;entry&gt;" in text
    assert address("correction", "preview", correction.pk) in text
    assert everything() == before
    assert [str(problem) for problem in problems()] == []


def test_discarding_shows_no_preview(log_in):
    correction = factories.make_correction()
    client = log_in(factories.make_standards_editor())

    page = client.get(address("correction", "discard", correction.pk))

    assert "preview" not in page.context


@pytest.mark.parametrize("by", [factories.make_editor, factories.make_standards_editor])
@pytest.mark.parametrize(
    "make", [factories.make_correction, factories.make_signed_correction]
)
def test_the_whole_public_page_is_shown_and_nothing_is_public(log_in, by, make):
    factories.make_standards_editor()
    correction = make(notice=NOTICE)
    quote = correction.quote
    by, before = by(), everything()

    page = log_in(by).get(address("correction", "preview", correction.pk))

    text = page.content.decode()
    assert BANNER in text
    assert NOTICE in text
    assert "Quote " + quote.public_id + ", version 2." in text
    assert "no-store" in page["Cache-Control"]
    assert page["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex' in text
    assert "canonical" not in text
    assert " style=" not in text
    assert everything() == before
    assert quote.publications.count() == 1
    assert [str(problem) for problem in problems()] == []
    public = Client().get(quote.publications.get().get_absolute_url())
    assert NOTICE not in public.content.decode()


def test_the_preview_is_what_the_public_page_then_is(log_in):
    correction = factories.make_signed_correction(notice=NOTICE)
    client = log_in(factories.make_standards_editor())
    preview = client.get(address("correction", "preview", correction.pk))
    url = address("correction", "publish", correction.pk)
    form = client.get(url).context["form"]
    client.post(url, {key: form[key].value() for key in ("version", "digest")})

    publication = correction.quote.publications.get(is_current=True)
    public = Client().get(publication.get_absolute_url()).content.decode()

    article = public[public.index('<article class="quote-page">') :].split("</article>")
    assert _without_form(article[0]) in _without_form(preview.content.decode())


def _without_form(text):
    """Return a page up to its permanent address, whose words are its own.

    Without the moments: the clock goes on between the preview and the publication.
    """
    return re.sub(r'datetime="[^"]*"', "", text.split('<p class="permalink">')[0])


def test_the_page_of_a_withdrawn_quote_is_previewed_with_its_notice(log_in):
    correction = factories.make_correction(factories.make_withdrawn_quote())
    client = log_in(factories.make_standards_editor())

    page = client.get(address("correction", "preview", correction.pk))

    text = page.content.decode()
    assert page.status_code == 200
    assert BANNER in text
    assert correction.notice in text
    assert "tiendrons" not in text


def test_the_preview_is_in_french_under_its_address(log_in):
    correction = factories.make_correction()
    client = log_in(factories.make_standards_editor())

    page = client.get("/fr" + address("correction", "preview", correction.pk))

    assert page.status_code == 200
    assert '<html lang="fr">' in page.content.decode()


# Where there is none


def test_a_quote_under_review_has_no_preview_but_the_reason(log_in):
    quote = factories.make_verified_quote()
    correction = factories.make_signed_correction(quote)
    quote.refresh_from_db()
    reopen(quote, by=factories.make_editor(), reason="À relire.")
    client = log_in(factories.make_standards_editor())

    page = client.get(address("correction", "publish", correction.pk))
    whole = client.get(address("correction", "preview", correction.pk))

    assert page.context["preview"] is None
    assert "Decide on the quote first" in page.context["no_preview"]
    assert "Decide on the quote first" in whole.content.decode()
    assert BANNER not in whole.content.decode()
    assert "no-store" in whole["Cache-Control"]


def test_an_article_that_readers_cannot_see_has_no_page_to_preview(log_in):
    correction = factories.make_correction()
    correction.quote.article.release = "withheld"
    correction.quote.article.save()
    client = log_in(factories.make_standards_editor())

    page = client.get(address("correction", "preview", correction.pk))

    assert "Readers cannot see this article now" in page.content.decode()
    assert BANNER not in page.content.decode()


def test_what_is_published_is_not_previewed_any_more(log_in):
    correction = factories.make_published_correction()
    client = log_in(factories.make_standards_editor())

    page = client.get(address("correction", "preview", correction.pk))

    assert "published and frozen" in page.content.decode()


def test_a_preview_is_for_who_drafts_corrections(log_in, client):
    correction = factories.make_correction()
    url = address("correction", "preview", correction.pk)

    assert client.get(url).status_code == 302
    client = log_in(factories.make_user("contributor", "contributor"))
    assert client.get(url).status_code == 403
