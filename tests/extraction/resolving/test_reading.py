"""A whole text read through: the founding piece, going on, and any text at all."""

from pathlib import Path
from time import process_time

import pytest

from quotes.extraction.drafts import Draft
from quotes.extraction.items import lay_out
from quotes.extraction.resolving import reasons, resolve
from quotes.extraction.spans import Span
from tests.extraction.resolving.making import draft, drafts_in, names

PIECE = (
    Path(__file__).parents[3] / "fixtures/articles/text/blinken-bruxelles.txt"
).read_text("utf-8")

#: (what stands before the mention, the mention, whom it stands for)
SPEAKERS = [
    ("a lancé ", "cette dernière", "Kaja Kallas"),
    ("selon ", "le quotidien Washington Post", "Washington Post"),
    ("Washington Post.\n", "Le Kremlin", "Kremlin"),
    ("a insisté ", "Moscou", "Kremlin"),
    ("Selon ", "la presse américaine", "presse américaine"),
    ("même s’", "il", "Marco Rubio"),
    ("selon ", "le Pentagone", "Pentagone"),
    (
        "\n",
        "Le conseiller à la sécurité nationale de la Maison Blanche, Jake Sullivan",
        "Jake Sullivan",
    ),
    (
        "à l’AFP. ",
        "Mark Cancian, du Centre d’études internationales et stratégiques (CSIS)"
        " de la capitale américaine",
        "Mark Cancian",
    ),
    ("les appels de ", "Kiev", "gouvernement ukrainien"),
    ("Koursk selon ", "Kiev", "gouvernement ukrainien"),
    ("selon Kiev et ", "Washington", "gouvernement américain"),
    ("\n", "Le New York Times", "New York Times"),
]


def answer_in(text, before, mention, language="fr"):
    start = text.index(before + mention) + len(before)
    place = Span(start, start + len(mention))
    found = [draft(Span(start, start), [place])]
    return resolve(lay_out(text, language), found, None)[0][0]


def all_in_the_piece():
    """Return whom each mention of the piece stands for, resolved in one reading."""
    places = []
    for before, mention, _name in [*SPEAKERS, ("a déclaré ", "le ministre", None)]:
        start = PIECE.index(before + mention) + len(before)
        places.append(Span(start, start + len(mention)))
    found = [draft(Span(each.start, each.start), [each]) for each in places]
    return [each[0] for each in resolve(lay_out(PIECE, "fr"), found, None)]


def test_the_founding_piece_comes_out_right():
    answers = all_in_the_piece()

    assert [each.name for each in answers] == [
        *(name for _before, _mention, name in SPEAKERS),
        None,
    ]


def test_the_founding_piece_leaves_the_minister_open():
    answer = all_in_the_piece()[-1]

    assert names(answer) == ["Andriï Sybiga", "Josep Borrell", "Antony Blinken"]
    assert answer.reason == reasons.NO_BEARER


def test_words_that_go_on_have_the_speaker_of_those_before():
    text, (first,) = drafts_in("Oui, a dit ⟦Paul Brandt⟧. « Non. » « Jamais. »")
    second, third = draft(Span(24, 32)), draft(Span(33, 44))
    second.continues = third.continues = True
    second.after, third.after = first, second

    answers = resolve(lay_out(text, "fr"), [first, second, third], None)

    assert [(each.name, each.rule) for (each,) in answers[1:]] == [
        ("Paul Brandt", "continues"),
        ("Paul Brandt", "continues"),
    ]
    assert answers[1][0].confidence < answers[0][0].confidence


def test_headings_and_words_after_nobody_have_no_speaker():
    text = "« Jamais »\nPaul Brandt vient. « Non. »"
    heading, alone, circle = (draft(Span(0, 10)) for _ in range(3))
    heading.heading = True
    circle.continues, circle.after = True, circle

    answers = resolve(lay_out(text, "fr"), [heading, alone, circle], None)

    assert answers == [[], [], []]


def test_each_mention_of_a_statement_has_its_own():
    text, found = drafts_in("On avance, selon ⟦Kiev⟧ et ⟦Moscou⟧.")
    both = Draft([Span(0, 9)], None, [each.mentions[0] for each in found], "two", 0)

    (answers,) = resolve(lay_out(text, "fr"), [both], None)

    assert [each.name for each in answers] == [
        "gouvernement ukrainien",
        "gouvernement russe",
    ]


def test_nobody_inside_the_words_said_is_who_says_them():
    text = "Clara Morel est venue. Anna Roth ment, a dit elle."
    found = [draft(Span(23, 37), [Span(45, 49)])]

    (answer,) = resolve(lay_out(text, "fr"), found, None)[0]

    assert text[45:49] == "elle"
    assert answer.name == "Clara Morel"


def test_a_mention_inside_a_quotation_is_read_too():
    text = "« Comme Paul Brandt a dit oui, on part », affirme Clara Morel."
    found = [draft(Span(22, 29), [Span(8, 19)])]

    assert resolve(lay_out(text, "fr"), found, None)[0][0].name == "Paul Brandt"


@pytest.mark.parametrize("text", ["", "\n \n", "«", ".", "M.", "« »", "(A", "aaaa"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_any_text_is_read(text, language):
    found = [draft(Span(0, 0), [Span(0, len(text))])]

    assert len(resolve(lay_out(text, language), found, None)[0]) == 1


def spent(text):
    """Return the seconds that resolving the pronouns and titles of a text takes."""
    places = [
        Span(at, at + 11)
        for at in range(len(text) - 11)
        if text.startswith("le ministre", at)
    ]
    found = [draft(Span(each.start, each.start), [each]) for each in places]
    layout = lay_out(text, "fr")
    best = []
    for _ in range(3):
        begun = process_time()
        resolve(layout, found, None)
        best.append(process_time() - begun)
    return min(best)


@pytest.mark.parametrize(
    "part",
    [
        "Le ministre Paul B{n}r a vu le comité C{n}m. Oui, dit le ministre. ",
        "selon Marie D{n}t et Jean M{n}l, dit le ministre, avec Paul P{n}t ",
    ],
)
def test_the_work_grows_with_the_length_of_the_text(part):
    def text(times):
        return "".join(
            part.replace("{n}", "abcdefghij"[n % 10] * (n // 10 % 9 + 1))
            for n in range(times)
        )

    short, long = spent(text(150)), spent(text(600))

    assert long < 12 * short + 0.1
