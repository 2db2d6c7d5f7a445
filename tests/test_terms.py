"""Terms: what of a text is looked up."""

import threading

import pytest

from quotes.terms import terms, words


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Les Européens se mobilisèrent", "fr", ["europeen", "mobilis"]),
        ("mobilisée mobilisees mobiliserent", "fr", ["mobilis"] * 3),
        ("première premiere premier", "fr", ["premi"] * 3),
        ("l’Otan d'hier qu’il", "fr", ["otan", "hi"]),
        ("c’est sûr, sur la table", "fr", ["sur", "tabl"]),
        ("l’été a été", "fr", ["ete", "ete"]),
        ("We’ll not mobilize the allies’ wars", "en", ["mobil", "alli", "war"]),
        ("Les Européens", "en-GB", ["les", "europeen"]),
        ("Wir sind die Ärzte", "de", ["wir", "sind", "die", "arzte"]),
        ("100 000 €", "fr", ["100", "000"]),
        ("", "fr", []),
        ("« … » — !", "fr", []),
    ],
)
def test_terms_have_no_endings_accents_or_stop_words(text, language, expected):
    assert terms(text, language) == expected


def test_other_scripts_are_written_in_letters_and_digits():
    (term,) = terms("Победим", "ru")

    assert term == "0u" + "победим".encode().hex()


def test_words_are_as_written_but_for_case_and_accents():
    assert words("À l’Élysée, aujourd’hui : œuvre nº 5") == [
        *("a", "l", "elysee", "aujourdhui", "oeuvre", "no", "5")
    ]


def test_what_is_longer_than_any_word_is_left_out():
    assert words("x" * 65 + " y") == ["y"]


def test_threads_do_not_spoil_each_other_s_words():
    texts = [f"mobilisation{n} européennes{n} gouvernements" for n in range(300)]
    alone = [terms(text, "fr") for text in texts]
    found = {}

    def work(number):
        found[number] = [terms(f"{text} {number}", "fr")[:-1] for text in texts]

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert all(each == alone for each in found.values())
