"""The caller's database, asked last."""

from quotes.extraction.resolving import reasons
from tests.extraction.resolving.making import knowing, last, names

BRANDT = ("Paul Brandt", "p1", "Paul Brandt (maire)")


def test_one_of_the_name_gives_key_and_name():
    known, asked = knowing(named=[BRANDT])

    answer = last("Le maire Paul Brandt vient. Oui, dit ⟦M. Brandt⟧.", known=known)

    assert (answer.key, answer.name) == ("p1", "Paul Brandt (maire)")
    assert asked == ["Paul Brandt"]


def test_several_of_the_name_leave_it_open_with_keys():
    known, _ = knowing(named=[BRANDT, ("Paul Brandt", "p2", "Paul Brandt (poète)")])

    answer = last("Oui, dit ⟦Paul Brandt⟧.", known=known)

    assert (answer.name, answer.key) == (None, None)
    assert [each.key for each in answer.candidates] == ["p1", "p2"]
    assert answer.reason == reasons.SEVERAL_KNOWN


def test_nobody_of_the_name_leaves_the_text_s():
    known, _ = knowing(named=[("Brandt", "p9", "Luc Brandt")])

    answer = last("Paul Brandt vient. Oui, dit ⟦Brandt⟧.", known=known)

    # The database's only Brandt is not the Paul Brandt of this text.
    assert (answer.name, answer.key) == ("Paul Brandt", None)


def test_a_capital_is_asked_for_as_printed_too():
    known, _ = knowing(named=[("Kiev", "g1", "Ukrainian government")])

    answer = last("Les troupes avancent, selon ⟦Kiev⟧.", known=known)

    assert (answer.key, answer.name, answer.metonym) == (
        "g1",
        "Ukrainian government",
        True,
    )


def test_a_body_is_asked_for_with_its_article_too():
    known, asked = knowing(named=[("le Pentagone", "g2", "Pentagon")])

    assert last("C'est faux, dit ⟦le Pentagone⟧.", known=known).key == "g2"
    assert asked == ["Pentagone", "le Pentagone"]


def test_a_pronoun_s_antecedent_is_asked_for():
    known, _ = knowing(named=[BRANDT])

    assert last("Paul Brandt vient. Oui, dit ⟦il⟧.", known=known).key == "p1"


def test_the_only_holder_of_an_office_is_taken():
    known, asked = knowing(holding=[("le ministre", "p3", "Clara Morel")])

    answer = last("Oui, dit ⟦le ministre⟧.", known=known)

    assert (answer.name, answer.key, answer.rule) == ("Clara Morel", "p3", "office")
    assert asked == ["le ministre"]


def test_several_holders_are_candidates_behind_those_of_the_text():
    known, _ = knowing(
        named=[("Josep Barral", "p4", "Josep Barral")],
        holding=[
            ("le ministre", "p3", "Clara Morel"),
            ("le ministre", "p4", "Josep Barral"),
        ],
    )
    text = "Il a vu son homologue européen Josep Barral. Oui, dit ⟦le ministre⟧."

    answer = last(text, known=known)

    assert answer.name is None
    assert [(each.name, each.key) for each in answer.candidates] == [
        ("Josep Barral", "p4"),
        ("Clara Morel", "p3"),
    ]
    assert answer.reason == reasons.SEVERAL_HOLDERS


def test_no_holder_leaves_the_title_open():
    known, _ = knowing(holding=[("le maire", "p3", "Clara Morel")])

    answer = last("Oui, dit ⟦le ministre⟧.", known=known)

    assert (answer.name, answer.key, names(answer)) == (None, None, [])
    assert answer.reason == reasons.NO_BEARER


def test_a_title_that_the_text_settles_is_not_asked_for_as_an_office():
    known, asked = knowing(holding=[("le ministre", "p3", "Clara Morel")])
    text = "Le ministre Paul Brandt vient. Oui, dit ⟦le ministre⟧."

    assert last(text, known=known).name == "Paul Brandt"
    assert asked == ["Paul Brandt"]


def test_a_group_is_nobody_s_office():
    known, _ = knowing(holding=[("des experts", "p3", "Clara Morel")])

    assert last("Oui, disent ⟦des experts⟧.", known=known).name == "experts"


def test_a_pronoun_left_open_is_no_office():
    known, _ = knowing(holding=[("il", "p3", "Clara Morel")])

    assert last("Oui, a dit ⟦il⟧.", known=known).name is None


def test_each_question_is_put_once():
    known, asked = knowing(named=[BRANDT])

    last("⟦Paul Brandt⟧ vient. Oui, dit ⟦Brandt⟧. Non, dit ⟦M. Brandt⟧.", known=known)

    assert asked == ["Paul Brandt"]
