"""Forms of French reporting verbs."""

import pytest

from quotes.extraction.french.conjugation import Form, forms


@pytest.mark.parametrize(
    ("lemma", "form", "use"),
    [
        ("annoncer", "annonçait", Form.PAST),
        ("annoncer", "annonçant", Form.DOING),
        ("juger", "jugeait", Form.PAST),
        ("appeler", "appelle", Form.PRESENT),
        ("appeler", "appelait", Form.PAST),
        ("rappeler", "rappellera", Form.LATER),
        ("répéter", "répète", Form.PRESENT),
        ("répéter", "répéta", Form.PAST),
        ("confier", "confie", Form.PRESENT),
        ("dire", "dit", Form.PRESENT),
        ("dire", "disait", Form.PAST),
        ("contredire", "contredisent", Form.PRESENT),
        ("admettre", "admis", Form.DONE),
        ("admettre", "admet", Form.PRESENT),
        ("reconnaître", "reconnaît", Form.PRESENT),
        ("reconnaître", "reconnait", Form.PRESENT),
        ("prévenir", "prévient", Form.PRESENT),
        ("défendre", "défend", Form.PRESENT),
        ("déduire", "déduit", Form.PRESENT),
        ("déduire", "déduisent", Form.PRESENT),
        ("percevoir", "perçoit", Form.PRESENT),
        ("écrire", "écrivait", Form.PAST),
        ("réagir", "réagissait", Form.PAST),
        ("affirmer", "affirmèrent", Form.PAST),
        ("insister", "insistée", Form.DONE),
    ],
)
def test_a_form_is_made(lemma, form, use):
    assert (form, use) in set(forms(lemma))


@pytest.mark.parametrize(
    ("lemma", "wrong"),
    [
        ("annoncer", "annoncait"),
        ("juger", "jugait"),
        ("contredire", "contredises"),
        ("admettre", "admettit"),
        ("prévenir", "prévenit"),
        ("appeler", "appele"),
    ],
)
def test_a_form_that_french_does_not_have_is_not_made(lemma, wrong):
    assert wrong not in {form for form, _use in forms(lemma)}


def test_what_is_no_infinitive_is_refused():
    with pytest.raises(ValueError, match="'table'"):
        list(forms("table"))
