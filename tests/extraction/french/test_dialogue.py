"""Turns of a dialogue, in a story and nowhere else."""

from quotes.extraction import extract

STORY = """\
Ils entrèrent dans la salle et prirent place près du feu. Elle eut froid, il le vit.
Les autres burent en silence ; puis les chiens vinrent et dormirent.

— Vous êtes las, dit-elle, et il se fait tard.

— Oui, répondit Marceau d'une voix basse. Il se leva.

— Qui a pris la lampe ? demanda-t-elle.

Elle pensait que les autres la prirent. Ils furent longtemps sans parler.

— Personne.
"""


def found(text):
    return [
        (" | ".join(part.of(text) for part in each.content), *mentions(each, text))
        for each in extract(text, "fr").statements
    ]


def mentions(statement, text):
    return [each.span.of(text) for each in statement.mentions]


def test_each_turn_is_a_statement_cut_by_its_incise():
    assert found(STORY) == [
        ("Vous êtes las | et il se fait tard.", "elle"),
        ("Oui", "Marceau"),
        ("Qui a pris la lampe ?", "elle"),
        ("Personne.",),
    ]


def test_what_the_narrator_reports_is_no_statement():
    assert not any("les autres" in words for words, *_ in found(STORY))


def test_items_of_a_list_are_no_turns():
    text = (
        "Le maire a présenté trois mesures mardi.\n"
        "— Une piste cyclable.\n— Un parc.\n— Des bancs.\n"
    )

    assert found(text) == []
