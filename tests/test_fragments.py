"""Links to the words in the original article."""

from urllib.parse import unquote

import pytest

from quotes.fragments import text_fragment
from quotes.texts import find_unique

PAGE = "https://afp.example/depeche"


def leads_to(text, *words, page=PAGE):
    """Return the address that leads to words of a text, as a publication has them."""
    spans = []
    for number, each in enumerate(words, start=1):
        place = find_unique(text, each)
        spans.append(
            {
                "role": "content",
                "number": number,
                "exact": place.exact,
                "prefix": place.prefix,
                "suffix": place.suffix,
            }
        )
    return text_fragment(page, spans)


def told(address):
    return address.split(":~:")[1]


TEXT = """\
La ministre est venue mardi.
Elle a dit : « Oui, c’est-à-dire demain & après », puis elle est partie sans un mot de plus.
« Nous tiendrons parole », a déclaré Anna Brandt mardi à Bruxelles.
"""


def test_a_few_words_are_told_whole_with_what_stands_around_them():
    assert leads_to(TEXT, "Nous tiendrons parole") == (
        f"{PAGE}#:~:text=%C2%AB-,Nous%20tiendrons%20parole,"
        "-%C2%BB%2C%20a%20d%C3%A9clar%C3%A9%20Anna"
    )


def test_comma_dash_and_ampersand_are_encoded():
    directive = told(leads_to(TEXT, "Oui, c’est-à-dire demain & après"))

    words = directive.removeprefix("text=").split(",")
    assert (
        words[1] == "Oui%2C%20c%E2%80%99est%2D%C3%A0%2Ddire%20demain%20%26%20apr%C3%A8s"
    )
    assert [unquote(each) for each in words] == [
        "a dit : «-",
        "Oui, c’est-à-dire demain & après",
        "-», puis elle est",
    ]
    assert "&" not in directive


def test_half_words_at_the_ends_of_the_context_are_left_out():
    text = "anticonstitutionnellement parlant, dit-elle, non et non, incontestablement."

    directive = unquote(told(leads_to(text, "dit-elle")))

    assert directive == "text=parlant,-,dit-elle,-, non et non,"


def test_words_of_the_paragraph_before_are_no_context():
    directive = unquote(told(leads_to(TEXT, "La ministre est venue mardi.")))

    assert directive == "text=La ministre est venue mardi."


def test_marks_beside_many_words_are_left_out():
    text = "Il l’a dit hier : « Nous ne ferons rien de tel ici », a-t-il assuré devant eux."

    assert unquote(told(leads_to(text, "Nous ne ferons rien de tel ici"))) == (
        "text=Nous ne ferons rien de tel ici"
    )


def test_a_long_statement_is_told_by_its_ends():
    words = (
        "Le premier mot de cette phrase " + "et encore " * 30 + "jusqu’au tout dernier"
    )

    directive = unquote(told(leads_to(f"Avant. {words}. Après.", words)))

    assert directive == (
        "text=Avant.-,Le premier mot de cette phrase,"
        "encore et encore jusqu’au tout dernier,-. Après."
    )


def test_a_statement_over_paragraphs_is_told_by_its_ends():
    assert unquote(
        told(leads_to("Ah. Oui,\noui.\n\nNon. Oh.", "Oui,\noui.\n\nNon."))
    ) == ("text=Ah.-,Oui,,Non.,-Oh.")


def test_a_language_without_spaces_is_cut_after_signs():
    words = "我" * 200

    directive = unquote(told(leads_to(f"“{words}”", words)))

    assert directive == f"text=“-,{'我' * 30},{'我' * 30},-”"


def test_every_content_of_a_statement_is_marked():
    directives = unquote(told(leads_to(TEXT, "La ministre", "Anna Brandt")))

    assert directives.split("&")[0].startswith("text=La ministre")
    assert ",Anna Brandt," in directives.split("&")[1]


def test_white_space_is_one_space():
    spans = [
        {
            "role": "content",
            "number": 1,
            "exact": "a\u00a0b  c",
            "prefix": "",
            "suffix": "",
        }
    ]

    assert told(text_fragment(PAGE, spans)) == "text=a%20b%20c"


@pytest.mark.parametrize(
    ("page", "start"),
    [
        ("https://a.example/x", "https://a.example/x#:~:text="),
        ("https://a.example/x#top", "https://a.example/x#top:~:text="),
        ("https://a.example/x#:~:text=old", "https://a.example/x#:~:text=La"),
        ("https://a.example/x?a=1&b=2", "https://a.example/x?a=1&b=2#:~:text="),
    ],
)
def test_the_address_keeps_what_it_has(page, start):
    assert leads_to(TEXT, "La ministre", page=page).startswith(start)


def test_without_an_address_or_words_nothing_is_made_up():
    cue = [{"role": "cue", "number": 1, "exact": "dit", "prefix": "", "suffix": ""}]

    assert leads_to(TEXT, "La ministre", page="") == ""
    assert text_fragment(PAGE, cue) == PAGE
    assert text_fragment(PAGE, []) == PAGE
