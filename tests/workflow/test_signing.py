"""Pages tell before the click why a step is refused, in the words it is refused with."""

from datetime import timedelta

import pytest

from quotes import workflow
from tests.factories import (
    make_correction,
    make_editor,
    make_published_correction,
    make_quote_under_review,
    make_signed_correction,
    make_standards_editor,
    make_superuser,
    make_user,
)

pytestmark = pytest.mark.django_db

EDIT = {"fields": {"notice": "C’était elle."}}
DISCARD = {"reason": "Sans objet."}


def of_a_standards_editor():
    return make_correction(by=make_standards_editor())


def of_a_quote_under_review():
    return make_signed_correction(make_quote_under_review())


STEPS = {
    "edit": (workflow.edit_correction, workflow.why_not_edited, EDIT),
    "sign": (workflow.sign_correction, workflow.why_not_signed, {}),
    "publish": (workflow.publish_correction, workflow.why_not_published, {}),
    "discard": (workflow.discard_correction, workflow.why_not_discarded, DISCARD),
}


@pytest.mark.parametrize(
    ("step", "make", "by", "code"),
    [
        ("edit", make_published_correction, make_editor, "frozen"),
        ("edit", make_correction, make_standards_editor, "four_eyes"),
        ("edit", make_correction, lambda: make_user("camille"), "not_allowed"),
        ("sign", make_published_correction, make_superuser, "frozen"),
        ("sign", make_correction, make_editor, "not_allowed"),
        ("sign", of_a_standards_editor, make_standards_editor, "four_eyes"),
        ("sign", make_signed_correction, make_superuser, "changed_meanwhile"),
        ("publish", make_published_correction, make_superuser, "frozen"),
        ("publish", make_signed_correction, make_editor, "not_allowed"),
        ("publish", make_correction, make_standards_editor, "four_eyes"),
        ("publish", of_a_quote_under_review, make_standards_editor, "no_transition"),
        ("discard", make_published_correction, make_editor, "frozen"),
        ("discard", make_correction, lambda: make_user("camille"), "not_allowed"),
    ],
)
def test_what_is_refused_is_told_before_in_the_same_words(step, make, by, code):
    correction, by = make(), by()
    act, why_not, said = STEPS[step]

    told = why_not(correction, by)
    with pytest.raises(workflow.WorkflowError) as refusal:
        act(correction, by=by, **said)

    assert told
    assert (refusal.value.code, str(refusal.value)) == (code, told)


@pytest.mark.parametrize(
    ("step", "make", "by"),
    [
        ("edit", make_correction, make_editor),
        ("sign", make_correction, make_standards_editor),
        ("publish", make_signed_correction, make_standards_editor),
        ("discard", make_correction, make_editor),
    ],
)
def test_what_is_not_refused_is_not_told(step, make, by):
    correction, by = make(), by()
    act, why_not, said = STEPS[step]

    assert why_not(correction, by) == ""
    act(correction, by=by, **said)


@pytest.mark.parametrize(
    ("step", "make"), [("sign", make_correction), ("publish", make_signed_correction)]
)
def test_what_comes_late_is_told_of_the_moment_asked_about(step, make):
    correction, by = make(), make_standards_editor()
    later = correction.drafted_at + timedelta(days=60)
    act, why_not, said = STEPS[step]

    told = why_not(correction, by, later)
    with pytest.raises(workflow.WorkflowError) as refusal:
        act(correction, by=by, at=later, **said)

    assert "reason for the delay" in told
    assert (refusal.value.code, str(refusal.value)) == ("delay_reason_needed", told)
