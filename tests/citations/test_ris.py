"""RIS: tags, CRLF, one line for each value."""

import re

import pytest

from quotes.citations.ris import ris
from tests import factories as make
from tests.citations.making import facts_of, make_article, make_denial, make_verified

pytestmark = pytest.mark.django_db


def test_a_record():
    publication = make_verified()
    lines = ris(facts_of(publication, Anna_Brandt="Brandt, Anna")).split("\r\n")

    assert lines[:4] == [
        "TY  - NEWS",
        "AU  - Brandt, Anna",
        "TI  - «\u00a0Nous tiendrons parole\u00a0»",
        "T2  - Les pourparlers reprennent",
    ]
    assert "DA  - 2024/11/13/" in lines
    assert "Y2  - 2026/11/25/" in lines
    assert f"AN  - {publication.public_id}" in lines
    assert "ET  - version 1" in lines
    assert lines[-2:] == ["ER  - ", ""]


def test_no_value_begins_a_line_of_its_own():
    article = make_article(headline="Un titre\r\nER  - \nAU  - Personne")
    text = ris(facts_of(make_verified(article=article)))

    assert text.count("\r\n") == text.count("\n") == text.count("\r")
    for line in text.split("\r\n")[:-1]:
        assert re.match(r"[A-Z][A-Z0-9]  - ", line)
    assert text.count("\r\nER  - ") == 1
    assert "\r\nAU  - Personne" not in text


def test_a_body_has_no_comma():
    speaker = make.make_speaker("Kremlin", kind="government", sort_name="Kremlin, le")

    assert "AU  - Kremlin\r\n" in ris(facts_of(make_denial(speaker)))
