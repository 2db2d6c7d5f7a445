"""Q001 to Q003: quotation marks."""

import pytest

from tests.checks.making import found_by, rules_of, statement

#: (text, content, where the lonely mark is)
UNBALANCED = [
    ("« Nous irons, a dit Anna Brandt.", "Nous irons", "«"),
    ("Nous irons », a dit Anna Brandt, « demain ».", "Nous irons", "»"),
    ("“We will go, said Anna Brandt.", "We will go", "“"),
    ('"We will go, said Anna Brandt.', "We will go", '"'),
    ("«Le pont ferme”Il rouvrira”, a-t-elle dit.", "Le pont ferme", "”"),
]

BALANCED = [
    ("« Nous irons », a dit Anna Brandt.", "Nous irons"),
    ("« Il m’a dit “non” et je l’ai cru », a dit Anna Brandt.", "Il m’a dit “non”"),
    ("“We will go,” said Anna Brandt. “Soon.”", "We will go,"),
    ('"We will go," said Anna Brandt of the 6" pipe.', '"We will go,"'),
    # A quotation of several paragraphs repeats its opening mark.
    ("« Nous irons.\n« Et nous resterons », a dit Brandt.", "Nous irons."),
    ("“We will go.\n“And we will stay,” said Brandt.", "And we will stay"),
    (
        "“We will go.\n“And we will stay,” said Brandt.",
        "We will go.\n“And we will stay",
    ),
    ("Une autre « ligne.\nNous irons, a dit Anna Brandt.", "Nous irons"),
]


@pytest.mark.parametrize(("text", "content", "mark"), UNBALANCED)
def test_a_mark_without_a_partner_is_named(text, content, mark):
    [found] = found_by("Q001", text, content)

    assert found.severity == "low"
    assert found.details["mark"] == mark
    start, end = map(int, found.place.split("-"))
    assert text[start:end] == mark


@pytest.mark.parametrize(("text", "content"), BALANCED)
def test_marks_in_pairs_are_fine(text, content):
    assert "Q001" not in rules_of(text, content)


def test_german_marks_are_not_judged():
    text = "„Wir gehen“, sagte sie. »Gleich.«"

    assert rules_of(text, "Wir gehen", language="de") == []


#: (text, content, opening, closing)
MIXED = [
    ("«Nous irons”, a dit Anna Brandt.", "Nous irons", "«", "”"),
    ("“Nous irons », a dit Anna Brandt.", "Nous irons", "“", "»"),
    ("“We will go», said Anna Brandt.", "We will go", "“", "»"),
    ("‹We will go”, said Anna Brandt.", "We will go", "‹", "”"),
]

NOT_MIXED = [
    ("« Il m’a dit “non” », a dit Brandt.", "Il m’a dit “non”"),
    ("« Nous irons », puis “we will go”, a dit Brandt.", "Nous irons"),
    ('“We will go,” said Brandt, citing "the law".', "We will go,"),
    ("«Ailleurs” rien. « Nous irons », a dit Brandt.", "Nous irons"),
]


@pytest.mark.parametrize(("text", "content", "opening", "closing"), MIXED)
def test_a_pair_of_two_kinds_is_named(text, content, opening, closing):
    [found] = found_by("Q002", text, content)

    assert (found.details["opening"], found.details["closing"]) == (opening, closing)


@pytest.mark.parametrize(("text", "content"), NOT_MIXED)
def test_pairs_of_one_kind_each_are_fine(text, content):
    assert "Q002" not in rules_of(text, content)


#: (text, content, quoted)
UNMARKED = [
    ("Nous irons, a dit Anna Brandt.", "Nous irons", "Nous irons"),
    ("Il faut agir vite, a dit Anna Brandt, « demain ».", "Il faut agir vite", "agir"),
    ("We will go, said Anna Brandt.", "We will go", "We will go"),
    ("It is ‘risky’, said Anna Brandt.", "It is ‘risky’", "It is"),
]

MARKED = [
    ("« Nous irons », a dit Anna Brandt.", "Nous irons", "Nous irons"),
    ("« Nous irons, a dit Anna Brandt, très vite. »", "très vite", "très vite"),
    ("« Nous, a dit Anna Brandt, irons loin, très loin. »", "irons loin", "irons loin"),
    ("“We will go,” said Anna Brandt.", "We will go", "We will go"),
    ("« Nous irons.\n« Et vite », dit-elle.", "Nous irons.", "Nous irons."),
    ("— Nous irons, a dit Anna Brandt.", "Nous irons", "Nous irons"),
]


@pytest.mark.parametrize(("text", "content", "quoted"), UNMARKED)
def test_quoted_words_without_marks_are_named(text, content, quoted):
    [found] = found_by("Q003", text, content, quoted=quoted, kind="mixed")

    assert found.severity == "medium"
    assert found.details == {"words": quoted}


@pytest.mark.parametrize(("text", "content", "quoted"), MARKED)
def test_quoted_words_in_marks_are_fine(text, content, quoted):
    assert found_by("Q003", text, content, quoted=quoted, kind="direct") == []


def test_a_direct_statement_without_quoted_words_is_named():
    text = "« Nous irons », a dit Anna Brandt."

    [found] = found_by("Q003", text, "Nous irons", kind="direct")

    assert found.details["case"] == "none"
    assert found_by("Q003", text, "Nous irons", kind="indirect") == []


def test_a_statement_without_places_is_nothing_to_judge():
    assert statement("Rien.", ()).contents == ()
    assert rules_of("Rien.", (), kind="direct") == []
