"""Terms of sources: approved by who sets them, kept while unchanged, refused to editors."""

import pytest

from quotes import workflow
from tests.factories import make_editor, make_source, make_verifier

pytestmark = pytest.mark.django_db


def refusal_of(act, *args, **options):
    with pytest.raises(workflow.WorkflowError) as refused:
        act(*args, **options)
    return refused.value


def test_terms_are_approved_in_the_name_of_who_sets_them():
    source, verifier = make_source(), make_verifier()

    workflow.approve_terms(
        source, by=verifier, terms="unnamed", reason="Pour sa place."
    )

    assert (source.terms, source.terms_reason) == ("unnamed", "Pour sa place.")
    assert source.terms_approved_by == verifier


def test_unchanged_terms_keep_who_approved_them():
    source = make_source(terms="background", terms_reason="Pour sa place.")
    approved_by = source.terms_approved_by

    workflow.approve_terms(
        source, by=make_editor(), terms="background", reason=" Pour sa place. "
    )

    assert source.terms_approved_by == approved_by


@pytest.mark.parametrize(
    ("terms", "reason"), [("on_record", ""), ("unnamed", "x"), ("background", "Autre.")]
)
def test_an_editor_neither_gives_nor_takes_nor_rewords_terms(terms, reason):
    source = make_source(terms="background", terms_reason="Pour sa place.")

    refusal = refusal_of(
        workflow.approve_terms, source, by=make_editor(), terms=terms, reason=reason
    )

    assert refusal.code == "not_allowed"
    assert "verifier" in str(refusal)
    assert source.terms == "background"


def test_terms_off_the_record_take_a_reason():
    refusal = refusal_of(
        workflow.approve_terms,
        make_source(),
        by=make_verifier(),
        terms="unnamed",
        reason="",
    )

    assert refusal.code == "reason_needed"


def test_going_on_the_record_is_approved_as_well():
    source, verifier = make_source(terms="unnamed"), make_verifier()

    workflow.approve_terms(source, by=verifier, terms="on_record", reason="")

    assert (source.terms, source.terms_approved_by) == ("on_record", verifier)
