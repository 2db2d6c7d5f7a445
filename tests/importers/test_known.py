"""What the engine is told of the newsroom's speakers: names, offices, merges, queries."""

from datetime import date

import pytest

from quotes.importers.known import Directory
from quotes.models import Speaker
from tests.factories import make_article, make_name, make_office, make_speaker

pytestmark = pytest.mark.django_db

DAY = date(2024, 11, 12)


def named(words):
    return [each.key for each in Directory().on(DAY).named(words)]


def holding(words, day=DAY, article=None):
    known = Directory().on(day, article and article.pk)
    return [each.name for each in known.holding(words)]


@pytest.mark.parametrize(
    "words", ["Anna Brandt", "ANNA  BRANDT", "anna\u00a0brandt", "Anna\nBrandt"]
)
def test_a_speaker_is_known_by_name_however_it_is_written(words):
    speaker = make_speaker("Anna Brandt")

    assert named(words) == [speaker.public_id]
    assert named("Brandt") == []


@pytest.mark.parametrize("words", ["Kremlin", "le Kremlin", "Le Kremlin", "Moscou"])
def test_other_names_count_and_articles_do_not(words):
    kremlin = make_speaker("Kremlin", kind="government")
    make_name(kremlin, "Moscou", kind="metonym")

    assert named(words) == [kremlin.public_id]


def test_a_name_with_an_article_of_its_own_is_not_taken_apart():
    one, other = make_speaker("Le Monde"), make_speaker("Monde")

    assert named("Le Monde") == [one.public_id]
    assert named("Monde") == [other.public_id]
    assert named("le monde") == [one.public_id]


def test_all_of_a_name_are_returned_each_once():
    first, second = make_speaker("Jean Martin"), make_speaker("Jean Martin")
    make_name(first, "JEAN MARTIN", kind="spelling")

    assert named("Jean Martin") == [first.public_id, second.public_id]


def test_a_merged_speaker_is_the_one_that_stays():
    stays = make_speaker("Hélène Sorel")
    between = make_speaker("H. Sorel", merged_into=stays)
    gone = make_speaker("Mme Sorel", merged_into=between)
    make_name(gone, "la maire de Valbrune")

    assert named("Mme Sorel") == named("la maire de Valbrune") == [stays.public_id]
    known = Directory().on(DAY).named("Mme Sorel")
    assert [each.name for each in known] == ["Hélène Sorel"]


def test_a_circle_of_merges_ends():
    one = make_speaker("Un")
    other = make_speaker("Deux", merged_into=one)
    Speaker.objects.filter(pk=one.pk).update(merged_into=other)

    assert len(named("Un")) == 1


@pytest.mark.parametrize(
    ("words", "is_meant"),
    [
        ("le ministre", True),
        ("ministre des Affaires étrangères", True),
        ("le ministre des affaires etrangeres", True),
        ("LE MINISTRE DES AFFAIRES ÉTRANGÈRES", True),
        ("le ministre de la Défense", False),
        ("le premier ministre", False),
        ("le", False),
        ("", False),
    ],
)
def test_an_office_is_meant_by_its_title_or_its_beginning(words, is_meant):
    make_office(
        make_speaker("Anna Brandt"),
        "ministre des Affaires étrangères",
        held_from=date(2024, 1, 1),
    )

    assert holding(words) == (["Anna Brandt"] if is_meant else [])


@pytest.mark.parametrize(
    ("words", "is_meant"),
    [
        ("secrétaire d'Etat", True),
        ("le secrétaire d’État aux Transports", True),
        ("le secrétaire d’État à la Mer", False),
    ],
)
def test_a_body_that_is_printed_after_the_title_counts(words, is_meant):
    make_office(
        make_speaker("Paul Vidal"),
        "secrétaire d’État",
        organization="Transports",
        held_to=date(2025, 1, 1),
    )

    assert holding(words) == (["Paul Vidal"] if is_meant else [])


def test_an_office_counts_on_the_days_it_was_held():
    make_office(make_speaker("Anna Brandt"), held_to=date(2024, 11, 11))
    make_office(make_speaker("Marta Kos"), held_from=date(2024, 11, 12))

    assert holding("le ministre") == ["Marta Kos"]
    assert holding("le ministre", date(2024, 11, 11)) == ["Anna Brandt"]
    assert holding("le ministre", None) == []


def test_an_office_without_dates_counts_in_the_article_that_prints_it():
    article = make_article()
    make_office(make_speaker("Anna Brandt"), printed_in=article)

    assert holding("le ministre", article=article) == ["Anna Brandt"]
    assert holding("le ministre", article=make_article()) == []
    assert holding("le ministre") == []


def test_queries_do_not_grow_with_what_is_asked(django_assert_num_queries):
    for number in range(20):
        speaker = make_speaker(f"Porte-parole {number}")
        make_name(speaker, f"PP {number}")
        make_office(speaker, f"ministre {number}", held_from=date(2024, 1, 1))

    with django_assert_num_queries(3):
        known = Directory().on(DAY)
        for number in range(20):
            assert len(known.named(f"PP {number}")) == 1
            assert len(known.holding(f"le ministre {number}")) == 1
        assert len(known.holding("le ministre")) == 20
