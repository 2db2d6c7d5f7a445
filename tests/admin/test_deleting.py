"""What is used is kept, and the page says what to do instead."""

import pytest

from quotes import workflow
from quotes.models import Article, Batch, Quote, Revision, Source, Speaker
from tests import factories
from tests.admin.conftest import address

pytestmark = pytest.mark.django_db


def both_answers(client, model, row):
    """Return the page that asks and the answer to saying yes all the same."""
    url = address(model, "delete", row.pk)
    return client.get(url), client.post(url, {"post": "yes"})


def test_a_quote_is_never_deleted_and_the_page_leads_to_the_decision(log_in):
    quote = factories.make_verified_quote()
    client = log_in(factories.make_standards_editor())

    asked, answered = both_answers(client, "quote", quote)

    assert (asked.status_code, answered.status_code) == (200, 409)
    assert "never deleted" in asked.content.decode()
    withdraw = address("quote", "decide", quote.pk, "withdraw")
    assert f'href="{withdraw}"' in asked.content.decode()
    assert Quote.objects.count() == 1


@pytest.mark.parametrize("model", ["article", "speaker", "source"])
def test_what_a_quote_uses_is_kept(log_in, model):
    quote = factories.make_verified_quote(source=factories.make_source())
    rows = {
        "article": quote.article,
        "speaker": quote.attributions.get().speaker,
        "source": quote.source,
    }
    client = log_in(factories.make_superuser())

    asked, answered = both_answers(client, model, rows[model])

    assert (asked.status_code, answered.status_code) == (200, 409)
    assert asked.context["why"]
    for _label, url in asked.context["ways"]:
        assert client.get(url).status_code == 200
    assert rows[model]._meta.model.objects.filter(pk=rows[model].pk).exists()


def test_a_source_that_another_relays_is_kept(log_in):
    root = factories.make_source("déclaration")
    factories.make_source("dépêche", relays=root)

    asked, answered = both_answers(log_in(factories.make_superuser()), "source", root)

    assert "is relayed (dépêche)" in asked.context["why"]
    assert answered.status_code == 409
    assert Source.objects.count() == 2


def test_a_draft_that_nothing_came_of_goes_with_its_text(log_in):
    article = factories.make_article(release="draft")

    asked, answered = both_answers(log_in(factories.make_editor()), "article", article)

    assert (asked.status_code, answered.status_code) == (200, 302)
    assert not Article.objects.exists()
    assert not Revision.objects.exists()


def test_an_article_that_was_released_is_kept(log_in):
    article = factories.make_article()

    _asked, answered = both_answers(
        log_in(factories.make_superuser()), "article", article
    )

    assert answered.status_code == 409
    assert Revision.objects.exists()


def undone_merge():
    """Return the two speakers of a merge that was undone."""
    speaker, survivor = factories.make_speaker(), factories.make_speaker("A. Brandt")
    by = factories.make_verifier()
    merge = workflow.merge_speakers(speaker, survivor, by=by, reason="Une personne.")
    workflow.undo_merge(merge, by=by, reason="Homonymes.")
    return speaker, survivor


def batch_to_nothing():
    """Return a speaker that a batch names, and that no attribution names."""
    speaker, by = factories.make_speaker(), factories.make_verifier()
    return Batch.objects.create(speaker=speaker, by=by, reason="Signature.").speaker


@pytest.mark.parametrize(
    "make",
    [lambda: undone_merge()[0], lambda: undone_merge()[1], batch_to_nothing],
    ids=["merged", "survivor", "batch"],
)
def test_a_speaker_that_a_merge_or_a_batch_names_is_kept(log_in, make):
    speaker = make()

    client = log_in(factories.make_superuser())
    asked, answered = both_answers(client, "speaker", speaker)

    assert (asked.status_code, answered.status_code) == (200, 409)
    assert "A merge or a batch names this speaker." in asked.context["why"]
    assert Speaker.objects.filter(pk=speaker.pk).exists()


def test_a_speaker_nobody_names_is_deleted_with_its_names(log_in):
    speaker = factories.make_speaker()
    factories.make_name(speaker)

    _asked, answered = both_answers(log_in(factories.make_editor()), "speaker", speaker)

    assert answered.status_code == 302
    assert not Speaker.objects.exists()


def test_a_circle_of_sources_is_refused_beside_the_field(log_in):
    root = factories.make_source("déclaration")
    wire = factories.make_source("dépêche", relays=root)
    client = log_in(factories.make_editor())

    page = client.post(
        address("source", "change", root.pk),
        {
            "kind": root.kind,
            "name": root.name,
            "language": "fr",
            "terms": "on_record",
            "terms_reason": "",
            "relays": wire.pk,
        },
    )

    assert "A circle" in page.context["adminform"].form.errors["relays"][0]
    root.refresh_from_db()
    assert root.relays is None
