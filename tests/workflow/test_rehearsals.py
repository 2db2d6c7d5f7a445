"""A publication is rehearsed: made, shown and undone, so that nothing is left of it."""

import pytest
from django.apps import apps
from django.contrib.auth.models import User

from quotes import workflow
from quotes.integrity import problems
from quotes.models import CorrectionTask
from quotes.workflow import tasks
from tests.factories import (
    make_correction,
    make_editor,
    make_published_correction,
    make_quote_under_review,
    make_signed_correction,
    make_standards_editor,
    make_superuser,
    make_user,
    make_verified_quote,
    make_withdrawn_quote,
)

pytestmark = pytest.mark.django_db


def everything():
    """Return every row of the app, histories included."""
    return {
        model._meta.db_table: list(model._base_manager.order_by("pk").values_list())
        for model in apps.get_app_config("quotes").get_models()
    }


def rehearse(correction, by):
    """Return what a rehearsal shows of the publication."""
    return workflow.rehearse_correction(
        correction,
        by=by,
        show=lambda made: (
            made.number,
            made.notice,
            made.role,
            made.is_corrected,
            made.shown["wrong"],
            made.quote.publications.count(),
        ),
    )


@pytest.mark.parametrize("make", [make_correction, make_signed_correction])
@pytest.mark.parametrize("by", [make_editor, make_standards_editor])
def test_a_rehearsal_shows_the_publication_and_leaves_nothing(make, by):
    make_standards_editor()
    quote = make_verified_quote()
    correction = make(quote, wrong_attribution=quote.attributions.get())
    by = by()
    before = everything()

    number, notice, role, is_corrected, _wrong, count = rehearse(correction, by)

    assert (number, notice, role) == (2, correction.notice, "standards editor")
    assert is_corrected
    assert count == 2
    assert everything() == before
    assert quote.publications.get().number == 1
    assert [str(problem) for problem in problems()] == []


def test_a_rehearsal_does_not_look_for_the_places_of_the_error(monkeypatch):
    correction = make_signed_correction()
    monkeypatch.setattr(tasks, "places", pytest.fail)

    written = workflow.rehearse_correction(
        correction,
        by=make_standards_editor(),
        show=lambda made: CorrectionTask.objects.count(),
    )

    assert written == 0


def test_what_is_rehearsed_is_what_is_published_then():
    correction = make_signed_correction(make_verified_quote())
    by, at = make_standards_editor(), correction.signed_at

    def show(made):
        return made.shown, made.state, made.notice, made.digest, made.number

    rehearsed = workflow.rehearse_correction(correction, by=by, show=show, at=at)
    workflow.publish_correction(correction, by=by, at=at)

    assert show(correction.quote.publications.get(is_current=True)) == rehearsed
    assert CorrectionTask.objects.exists()


def test_the_drafter_rehearses_with_the_hand_of_somebody_who_could_sign():
    standards = make_standards_editor()
    make_superuser()
    correction = make_correction(by=standards)

    assert rehearse(correction, standards)[2] == "administrator"


def test_where_nobody_could_sign_nothing_is_rehearsed():
    standards = make_standards_editor()
    correction = make_correction(by=standards)
    User.objects.exclude(pk=standards.pk).update(is_active=False)

    with pytest.raises(workflow.WorkflowError) as no:
        rehearse(correction, standards)

    assert no.value.code == "four_eyes"


def test_the_correction_of_a_withdrawn_quote_is_rehearsed_too():
    make_standards_editor()
    correction = make_correction(make_withdrawn_quote())

    shown = workflow.rehearse_correction(
        correction, by=make_editor(), show=lambda made: (made.status, made.words)
    )

    assert shown == ("withdrawn", "")


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: make_correction(make_quote_under_review()), "no_transition"),
        (make_published_correction, "frozen"),
    ],
)
def test_what_could_not_be_published_is_not_rehearsed(make, code):
    correction = make()
    before = everything()

    with pytest.raises(workflow.WorkflowError) as no:
        rehearse(correction, make_editor())

    assert no.value.code == code
    assert everything() == before


def test_a_contributor_rehearses_nothing():
    correction = make_correction()

    with pytest.raises(workflow.WorkflowError) as no:
        rehearse(correction, make_user("camille", "contributor"))

    assert no.value.code == "not_allowed"


def test_what_goes_wrong_while_showing_leaves_nothing_either():
    correction = make_signed_correction()
    before = everything()

    def show(made):
        raise RuntimeError(made.number)

    with pytest.raises(RuntimeError):
        workflow.rehearse_correction(correction, by=make_standards_editor(), show=show)

    assert everything() == before
