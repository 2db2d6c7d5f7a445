"""Which language a text is in, or that it is in neither."""

import pytest

from quotes.extraction import detect, extract


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Le maire a dit que le pont serait fermé pour les travaux.", "fr"),
        ("L’État n’a pas répondu aux questions de la commission.", "fr"),
        ("The mayor said that the bridge would be closed for repairs.", "en"),
        ("She has not answered, but they will ask her again this week.", "en"),
        ("Der Bürgermeister sagte, die Brücke werde wegen Arbeiten gesperrt.", None),
        ("El alcalde dijo que cerrarían el puente por obras mañana.", None),
        ("42 17 9", None),
        ("", None),
        ("Pont", None),
    ],
)
def test_detect(text, language):
    assert detect(text) == language


def test_a_text_in_neither_is_read_as_english():
    assert extract("Pont").language == "en"


def test_a_language_without_rules_is_refused_by_name():
    with pytest.raises(ValueError, match="'de'"):
        extract("Ja.", "de")
