"""A quote passed on in a message."""

from urllib.parse import parse_qs, urlsplit

import pytest

from quotes.citations.sharing import mail_address, shared_text
from tests.citations.making import (
    facts_of,
    make_denial,
    make_unresolved,
    make_verified,
)
from tests.reading import SITE

pytestmark = pytest.mark.django_db

HERE = f"{SITE}/q/x/"


def test_the_words_come_with_who_said_them_how_sure_and_where():
    assert shared_text(facts_of(make_verified()), HERE) == (
        "«\u00a0Nous tiendrons parole\u00a0» — Anna Brandt (Agence Exemple; "
        f"13 November 2024; verified). {HERE}"
    )


def test_reported_speech_and_unknown_speakers_are_told_as_such():
    denial = shared_text(facts_of(make_denial(), "fr"), HERE)
    assert denial.startswith("Le Kremlin a démenti que les deux hommes se soient parlé")
    assert "propos rapportés, non cités" in denial

    nobody = shared_text(facts_of(make_unresolved()), HERE)
    assert " — " not in nobody
    assert "attributed in print to «\u00a0la ministre\u00a0», not identified" in nobody


def test_a_mail_address_holds_any_text():
    text = "« à 50 % & plus ? » \n+ #"
    parts = urlsplit(mail_address("Une citation", text))

    assert parts.scheme == "mailto"
    assert not parts.path
    assert parse_qs(parts.query) == {"subject": ["Une citation"], "body": [text]}
