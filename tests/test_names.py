"""Whom a reader means by a name, also misspelled."""

import pytest

from quotes.names import speakers_named, suggestions
from quotes.workflow import merge_speakers
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def speakers():
    """Three public speakers, one with another name, and one that nobody may see."""
    article = make.make_article()
    found = {
        name: make.make_speaker(name, kind=kind)
        for name, kind in (
            ("Kaja Kallas", "person"),
            ("Mark Cancian", "person"),
            ("Kremlin", "government"),
        )
    }
    make.make_name(found["Kremlin"], "Moscou", kind="metonym")
    for speaker in found.values():
        make.make_verified_quote(article=article, speaker=speaker)
    found["Mark Rutte"] = make.make_speaker("Mark Rutte")
    make.make_quote(article=article, speaker=found["Mark Rutte"])
    return found


@pytest.mark.parametrize(
    ("text", "name", "is_exact"),
    [
        ("kallas", "Kaja Kallas", True),
        ("KAJA", "Kaja Kallas", True),
        ("kallas kaja", "Kaja Kallas", True),
        ("moscou", "Kremlin", True),
        ("krem", "Kremlin", True),
        ("kalas", "Kaja Kallas", False),
        ("kalals", "Kaja Kallas", False),
        ("cancien", "Mark Cancian", False),
        ("marc cancien", "Mark Cancian", False),
        ("moscuo", "Kremlin", False),
        ("mark", "Mark Cancian", True),
    ],
)
def test_a_name_is_found_as_spelled_or_nearly_so(speakers, text, name, is_exact):
    found = speakers_named(text)

    assert found.keys == {speakers[name].pk}
    assert found.is_exact is is_exact


@pytest.mark.parametrize(
    "text",
    ["", "…", "rutte", "ruttte", "allas kaj x", "xallas", "kx", "kallasss-rutte"],
)
def test_nobody_is_found_by_what_is_no_name_of_theirs(speakers, text):
    assert speakers_named(text).keys == frozenset()


def test_who_was_merged_is_found_by_both_names_with_both_s_quotes(speakers):
    other = make.make_speaker("K. Kallas-Estonie")
    make.make_verified_quote(speaker=other)
    merge_speakers(
        other,
        speakers["Kaja Kallas"],
        by=make.make_standards_editor(),
        reason="C’est la même personne.",
    )
    both = {other.pk, speakers["Kaja Kallas"].pk}

    assert speakers_named("kallas").keys == both
    assert other.pk in speakers_named("estonie").keys


def test_a_word_that_found_nothing_suggests_whom_it_may_mean(speakers):
    assert suggestions("mensonges de cancain") == [speakers["Mark Cancian"]]
    assert suggestions("ruttte") == []


def test_a_withdrawn_quote_leaves_no_name_to_find():
    make.make_withdrawn_quote(speaker=make.make_speaker("Anna Brandt"))

    assert speakers_named("brandt").keys == frozenset()
    assert speakers_named("brandtt").keys == frozenset()
