"""Intake: texts are normalized once and never replaced; no circles of sources."""

import pytest

from quotes import workflow
from quotes.models import Article, Revision
from quotes.texts import sha256
from quotes.vocabulary import Role
from tests.factories import make_article, make_editor, make_source, make_user

pytestmark = pytest.mark.django_db

FIELDS = {"language": "fr"}


def test_an_article_is_received_with_its_text_and_its_digest():
    editor = make_editor()

    revision = workflow.receive_article("Un.\nDeux.", by=editor, fields=FIELDS)

    assert (revision.number, revision.text) == (1, "Un.\nDeux.")
    assert revision.sha256 == sha256("Un.\nDeux.")
    assert revision.received_by == editor
    assert revision.article.history.get().history_user == editor


def test_a_text_is_normalized_on_intake():
    text = "\ufeffUn.\r\n\r\n  Deux.\rTrois. \n"

    revision = workflow.receive_article(text, by=make_editor(), fields=FIELDS)

    assert revision.text == "Un.\n\n  Deux.\nTrois. \n"


@pytest.mark.parametrize("text", ["", " \r\n ", "Un\0."])
def test_a_text_that_cannot_be_kept_leaves_no_article(text):
    with pytest.raises(workflow.WorkflowError) as refused:
        workflow.receive_article(text, by=make_editor(), fields=FIELDS)

    assert refused.value.code == "incomplete"
    assert not Article.objects.exists()


def test_a_received_text_is_never_replaced():
    article = make_article()

    with pytest.raises(workflow.WorkflowError) as refused:
        workflow.receive_text(article, "Un autre texte.", by=make_editor())

    assert refused.value.code == "frozen"
    assert Revision.objects.count() == 1


def test_a_contributor_receives_no_article():
    with pytest.raises(workflow.WorkflowError) as refused:
        workflow.receive_article(
            "Un.", by=make_user("camille", Role.CONTRIBUTOR), fields=FIELDS
        )

    assert refused.value.code == "not_allowed"


def test_a_circle_of_sources_is_refused_by_name():
    wire = make_source("dépêche")
    statement = make_source("déclaration", relays=wire)

    with pytest.raises(workflow.WorkflowError, match="déclaration → dépêche") as no:
        workflow.demand_no_cycle(wire, statement)

    assert no.value.code == "cycle"


def test_a_chain_without_a_circle_is_not():
    wire, other = make_source("dépêche"), make_source("rapport")

    for relays in (other, None):
        assert workflow.demand_no_cycle(wire, relays) is None


def test_a_walk_ends_at_a_circle_that_is_there():
    wire = make_source("dépêche")
    statement = make_source("déclaration", relays=wire)
    type(wire)._base_manager.filter(pk=wire.pk).update(relays=statement)
    wire.refresh_from_db()

    assert wire.chain() == [wire, statement]


def test_an_editor_does_not_release_an_article_at_once():
    with pytest.raises(workflow.WorkflowError) as refused:
        workflow.receive_article(
            "Un.", by=make_editor(), fields={**FIELDS, "release": "published"}
        )

    assert refused.value.code == "not_allowed"
    assert not Article.objects.exists()
