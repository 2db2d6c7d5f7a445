"""What a verb brings: clauses with and without that, infinitives, noun phrases."""

import pytest

from tests.extraction.english.statements import statements


@pytest.mark.parametrize(
    ("text", "content", "mention"),
    [
        ("Keller said that the road was closed.", "that the road was closed", "Keller"),
        ("The mayor says the road is closed.", "the road is closed", "The mayor"),
        ("He has repeatedly argued that it is late.", "that it is late", "He"),
        ("Officials have not confirmed it, but say it broke.", "it broke", "Officials"),
        (
            "The company said in a statement that sales fell.",
            "that sales fell",
            "The company",
        ),
        (
            "The company said, in a long statement, that sales fell.",
            "that sales fell",
            "The company",
        ),
        (
            "Keller pointed out that the road was closed.",
            "that the road was closed",
            "Keller",
        ),
        (
            "Police said Brandt, 46, left his truck and walked home.",
            "Brandt, 46, left his truck and walked home",
            "Police",
        ),
        (
            "Keller said Tuesday's vote was a surprise.",
            "Tuesday's vote was a surprise",
            "Keller",
        ),
    ],
)
def test_a_clause(text, content, mention):
    assert statements(text) == [(content, mention)]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "Keller said too often, the road is closed.",
            "too often, the road is closed",
        ),
        (
            "Keller said if it rains, the game will be moved.",
            "if it rains, the game will be moved",
        ),
        (
            "Keller said in his town, nobody was hurt.",
            "in his town, nobody was hurt",
        ),
    ],
)
def test_circumstances_in_front_of_a_clause_are_said_too(text, content):
    assert statements(text) == [(content, "Keller")]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Keller said on Twitter that it is closed.", "that it is closed"),
        ("Keller said Monday the road is closed.", "the road is closed"),
        ("Keller said in an interview the road is closed.", "the road is closed"),
    ],
)
def test_where_it_was_said_is_no_part_of_it(text, content):
    assert statements(text) == [(content, "Keller")]


@pytest.mark.parametrize(
    ("text", "content", "mention"),
    [
        ("Keller vowed to rebuild the road.", "to rebuild the road", "Keller"),
        (
            "The council agreed to pay for the road.",
            "to pay for the road",
            "The council",
        ),
        ("Keller refused to sign the deal.", "to sign the deal", "Keller"),
        ("Keller denied any part in the deal.", "any part in the deal", "Keller"),
        (
            "The union condemned the closing of the mill.",
            "the closing of the mill",
            "The union",
        ),
        (
            "Keller rejected the plan and promised to fight on.",
            "the plan",
            "Keller",
        ),
        (
            "Keller rejected the plan and promised to fight on.",
            "to fight on",
            "Keller",
        ),
    ],
)
def test_infinitives_and_noun_phrases(text, content, mention):
    assert (content, mention) in statements(text)


@pytest.mark.parametrize(
    "text",
    [
        # The words stand for a noun: “rules that could”, “friends she thought …”.
        "The new clean air rules that could change the town are late.",
        "She lost the friends she thought she could count on.",
        "When they discuss the budget, the room falls silent.",
        # Too few words in marks for a verb that is not one of saying.
        "The town saw “real growth.”",
        "Keller would say that the road is closed.",
        "The company's say in the matter is small.",
        "Keller declined to comment.",
        # A phrase that only names words.
        "Keller denied the charges.",
        "Keller cited unnamed sources.",
    ],
)
def test_no_statement(text):
    assert statements(text) == []
