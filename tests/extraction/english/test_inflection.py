"""The forms of English verbs."""

import pytest

from quotes.extraction.english.inflection import Form, forms


@pytest.mark.parametrize(
    ("lemma", "expected"),
    [
        ("say", ["say", "says", "said", "said", "saying"]),
        ("deny", ["deny", "denies", "denied", "denied", "denying"]),
        ("admit", ["admit", "admits", "admitted", "admitted", "admitting"]),
        ("write", ["write", "writes", "wrote", "written", "writing"]),
        ("stress", ["stress", "stresses", "stressed", "stressed", "stressing"]),
        ("agree", ["agree", "agrees", "agreed", "agreed", "agreeing"]),
        ("lie", ["lie", "lies", "lay", "lain", "lying"]),
        ("get", ["get", "gets", "got", "gotten", "getting"]),
    ],
)
def test_forms(lemma, expected):
    assert [form for form, _use in forms(lemma)] == expected
    assert [use for _form, use in forms(lemma)] == list(Form)
