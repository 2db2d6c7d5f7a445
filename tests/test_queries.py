"""The query language: what a text is read as."""

from datetime import date

import pytest

from quotes.queries import MOST_ITEMS, Item, parse, period


def read(text):
    """Return the clauses of a query, each item as it would be typed again."""
    return [[_typed(item) for item in clause] for clause in parse(text).clauses]


def _typed(item):
    text = f'"{item.text}"' if item.is_phrase else item.text
    name = f"{item.field}:" if item.field else ""
    return f"{'-' if item.is_negated else ''}{name}{text}"


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("", []),
        ("   ", []),
        ("moscou", [["moscou"]]),
        ("moscou ment", [["moscou"], ["ment"]]),
        ("kallas OR sullivan ukraine", [["kallas", "sullivan"], ["ukraine"]]),
        ("a OU b OU c", [["a", "b", "c"]]),
        ("a or b", [["a"], ["or"], ["b"]]),
        ("OR a", [["a"]]),
        ("a OR", [["a"]]),
        ("a AND b ET c", [["a"], ["b"], ["c"]]),
        ("-moscou", [["-moscou"]]),
        ("- moscou", [["moscou"]]),
        ("a-t-il", [["a-t-il"]]),
        ("“pure invention”", [['"pure invention"']]),
        ("« pure invention »", [['"pure invention"']]),
        ('-"pure invention"', [['-"pure invention"']]),
        ('"jamais fermée', [['"jamais fermée"']]),
        ('""', []),
        ('"a"b', [['"a"'], ["b"]]),
        ("speaker:Kallas", [["speaker:Kallas"]]),
        ("Auteur:Kallas", [["speaker:Kallas"]]),
        ('speaker:"Mark Cancian"', [["speaker:Mark Cancian"]]),
        ("-statut:contestée", [["-status:contestée"]]),
        ("avant:2024-11", [["before:2024-11"]]),
        ("après:2024", [["after:2024"]]),
        ("speaker:", [["speaker:"]]),
        ("note:that", [["note that"]]),
        ("10:30", [["10:30"]]),
        ("% _ \\ --", []),
    ],
)
def test_a_query_is_read_as_its_clauses(text, clauses):
    assert read(text) == clauses


def test_a_star_asks_for_words_that_begin_so():
    assert parse("mobil*").items == (Item("mobil*", is_start=True),)
    assert not parse('"mobil*"').items[0].is_start
    assert not parse("l'otan*").items[0].is_start


def test_what_is_over_the_limit_is_left_unread_and_said():
    most = parse(" ".join(f"mot{number}" for number in range(MOST_ITEMS)))
    more = parse(" ".join(f"mot{number}" for number in range(MOST_ITEMS + 1)))

    assert not most.is_cut
    assert more.is_cut
    assert more.clauses == most.clauses


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-12", date(2023, 12, 1), date(2023, 12, 31)),
        ("2024-11-12", date(2024, 11, 12), date(2024, 11, 12)),
        ("2024-1-2", date(2024, 1, 2), date(2024, 1, 2)),
    ],
)
def test_a_period_has_a_first_and_a_last_day(text, first, last):
    assert period(text) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hier",
        "2024-13",
        "2024-02-30",
        "0000",
        "9999",
        "24",
        "2024-11-12-1",
        "２０２４",
    ],
)
def test_what_is_no_period_is_told_how_one_is_written(text):
    with pytest.raises(ValueError, match="2024-11"):
        period(text)
