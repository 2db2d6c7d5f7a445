"""What is weak in a notice: each check fires where it should, and not next to it."""

import re
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.notice_checks import LONGEST, _unquoted, notice_faults

GOOD = {
    "fr": "Une première version de cette dépêche attribuait à tort à « le ministre » ces "
    "propos de Mark Cancian.",
    "en": "An earlier version of this article wrongly attributed to “the minister” these "
    "words by Mark Cancian.",
}
FOUNDING = (
    "Notre base attribuait à tort à « le ministre », cité au paragraphe suivant, ces "
    "propos de Mark Cancian, du Centre d’études internationales et stratégiques "
    "(CSIS). L’erreur était dans notre fiche, non dans la dépêche de l’AFP, qui nomme "
    "bien Mark Cancian."
)


def codes(notice, language="fr", **known):
    return [fault.code for fault in notice_faults(notice, language=language, **known)]


def sentence_of(code, notice, language="fr", **known):
    found = notice_faults(notice, language=language, **known)
    [fault] = [each for each in found if each.code == code]
    return fault.sentence % fault.params


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_good_notice_has_no_fault(language):
    shown = {"fr": "le ministre", "en": "the minister"}[language]

    assert (
        codes(
            GOOD[language],
            language,
            shown=shown,
            right="Mark Cancian",
            wrong_name=shown,
            right_name="Mark Cancian",
            days_since_shown=2,
        )
        == []
    )


def test_the_notice_of_the_founding_piece_has_no_fault():
    assert (
        codes(
            FOUNDING,
            shown="« le ministre », non identifié",
            right="Mark Cancian, Centre d’études internationales et stratégiques (CSIS)",
            wrong_name="le ministre",
            right_name="Mark Cancian",
        )
        == []
    )


def test_nothing_is_said_of_a_notice_that_nobody_has_written_yet():
    assert codes(" ", shown="le ministre", right="Mark Cancian") == []


# Understandable alone


@pytest.mark.parametrize(
    ("language", "notice"),
    [
        ("fr", "Il n’a pas dit cela dans cet article."),
        ("fr", "« Elle » a été citée par erreur dans la dépêche."),
        ("fr", "Ces propos étaient de Mark Cancian, dans la dépêche."),
        ("fr", "Cela figurait à tort dans notre fiche."),
        ("fr", "Ce dernier n’est pas l’auteur de la phrase de la dépêche."),
        ("fr", "C’est lui, et non le ministre, que citait cette dépêche."),
        ("en", "He did not say so in the article."),
        ("en", "This was said by Mark Cancian, not as the article had it."),
        ("en", "These words in the article were by Mark Cancian."),
        ("en", "It said in our record that the minister had spoken."),
        ("en", "The latter was quoted in the article by mistake."),
    ],
)
def test_a_beginning_that_leans_on_something_before_it(language, notice):
    assert "leans_on_before" in codes(notice, language)


@pytest.mark.parametrize(
    ("language", "notice"),
    [
        ("fr", "Il fallait lire « mardi » au lieu de « lundi » dans cette dépêche."),
        ("fr", "Cette dépêche citait mal Anna Brandt."),
        ("fr", "C’est à tort que cette dépêche citait le ministre."),
        ("fr", "C’est Mark Cancian que citait cette dépêche, et non le ministre."),
        ("fr", "Cette dernière version de la dépêche nomme Mark Cancian."),
        ("fr", "Ilham Aliev n’est pas l’auteur des propos de la dépêche."),
        ("en", "It was Mark Cancian, not the minister, who spoke in this article."),
        ("en", "This article misquoted Anna Brandt."),
        ("en", "It was wrong to say in this article that Anna Brandt had left."),
        ("en", "Theresa May was misquoted in this article."),
    ],
)
def test_a_beginning_that_stands_alone(language, notice):
    assert "leans_on_before" not in codes(notice, language)


def test_the_words_it_begins_with_are_named_as_they_are_written():
    assert "“Ces propos”" in sentence_of(
        "leans_on_before", "Ces propos sont d’un autre."
    )


@pytest.mark.parametrize(
    ("language", "notice"),
    [
        ("fr", "La citation ci-dessus de la dépêche est de Mark Cancian."),
        ("fr", "Mark Cancian, susmentionné, est l’auteur des mots de la dépêche."),
        ("fr", "Dans la dépêche, la phrase est de l’homme cité plus haut."),
        ("en", "The quote above is by Mark Cancian, not as the article had it."),
        ("en", "The aforementioned Mark Cancian spoke in this article."),
        ("en", "In the article, the man is the one named below."),
    ],
)
def test_it_points_to_what_is_not_there_in_a_feed(language, notice):
    assert "points_elsewhere" in codes(notice, language)


@pytest.mark.parametrize(
    ("language", "notice"),
    [
        ("fr", "Cette dépêche citait le plus haut responsable de l’Otan."),
        ("fr", "Dans la dépêche, le chômage est au plus bas niveau depuis dix ans."),
        ("fr", "Cette dépêche nommait ici et là le ministre."),
        ("en", "In this article, Anna Brandt put safety above all else."),
        ("en", "The article said that unemployment fell below five percent."),
        ("en", "The article quoted a man above suspicion."),
    ],
)
def test_it_points_to_nothing_else(language, notice):
    assert "points_elsewhere" not in codes(notice, language)


@pytest.mark.parametrize(
    ("language", "notice"),
    [
        ("fr", "Ce que Mark Cancian a dit avait été prêté au ministre."),
        ("fr", "Sur la base de ses notes, Mark Cancian est l’auteur de la phrase."),
        ("fr", "Mark Cancian l’a dit, non le ministre."),
        ("en", "Mark Cancian said so, not the minister."),
        ("en", "Mark Cancian said so on the record, not the minister."),
        ("en", "The words are by Mark Cancian."),
    ],
)
def test_it_does_not_say_where_the_error_was(language, notice):
    assert "no_place" in codes(notice, language)


@pytest.mark.parametrize(
    ("language", "notice"),
    [
        ("fr", "Notre base de données prêtait ces mots au ministre."),
        ("fr", "L’intertitre prêtait ces mots au ministre."),
        ("fr", "Notre fiche prêtait ces mots au ministre."),
        ("en", "Our record gave these words to the minister."),
        ("en", "The headline gave these words to the minister."),
        ("en", "Two stories gave these words to the minister."),
    ],
)
def test_it_says_where_the_error_was(language, notice):
    assert "no_place" not in codes(notice, language)


@pytest.mark.parametrize(
    ("language", "notice"),
    [
        ("fr", "Qui a parlé dans cette dépêche ? Mark Cancian."),
        ("fr", "Cette dépêche était-elle fausse ?"),
        ("en", "Who spoke in this article? Mark Cancian."),
    ],
)
def test_a_notice_does_not_ask(language, notice):
    assert "asks" in codes(notice, language)


@pytest.mark.parametrize(
    ("language", "notice"),
    [
        (
            "fr",
            "Dans cette dépêche, il faut lire « Qui vient ? », et non « Qui va ? ».",
        ),
        ("en", "In this article, read “Who comes?”, not “Who goes?”."),
        ("en", "In this article, the words read “Who comes”."),
    ],
)
def test_quoted_words_may_ask(language, notice):
    assert "asks" not in codes(notice, language)


_REGULAR = re.compile(r"«[^»]*»|“[^”]*”|\"[^\"]*\"")


@given(st.text('«»“”"a? '))
def test_what_is_quoted_is_what_stands_between_two_marks(notice):
    assert _unquoted(notice) == _REGULAR.sub("", notice)


@pytest.mark.parametrize("mark", ["« ", "“ ", "«“ ", "» « "])
def test_marks_that_nobody_closed_cost_no_more_than_their_number(mark):
    started = perf_counter()

    notice_faults(mark * 200_000, language="fr")

    assert perf_counter() - started < 10  # 40 seconds where each reads to the end


# What was wrong, what is right

KNOWN = {
    "shown": "le ministre",
    "right": "Mark Cancian",
    "wrong_name": "le ministre",
    "right_name": "Mark Cancian",
}


@pytest.mark.parametrize(
    ("notice", "language", "known"),
    [
        ("Une erreur s’était glissée dans cette dépêche.", "fr", KNOWN),
        ("Une fiche de notre base était inexacte.", "fr", {"right_name": "Li Wei"}),
        (
            "Cette dépêche citait mal une personne.",
            "fr",
            {"shown": "Nous partirons lundi", "right": "Nous partirons mardi matin"},
        ),
        ("There was an error in this article.", "en", {"right_name": "Mark Cancian"}),
        ("Der Artikel war falsch.", "de", {"wrong_name": "Anna Brandt"}),
    ],
)
def test_it_names_neither_what_was_wrong_nor_what_is_right(notice, language, known):
    assert "names_nothing" in codes(notice, language, **known)


@pytest.mark.parametrize(
    ("notice", "language", "known"),
    [
        ("Cette dépêche citait mal M. Cancian.", "fr", KNOWN),
        ("Cette dépêche citait mal un ministre.", "fr", KNOWN),
        ("Notre fiche nommait mal Li Wei.", "fr", {"right_name": "Li Wei"}),
        (
            "Dans la dépêche : « nous partirons mardi ».",
            "fr",
            {"right": "partirons mardi"},
        ),
        ("This article misquoted Éric Zemmour.", "en", {"right_name": "Eric Zemmour"}),
        ("This article was wrong.", "en", {}),
    ],
)
def test_it_names_one_of_the_two(notice, language, known):
    assert "names_nothing" not in codes(notice, language, **known)


@pytest.mark.parametrize(
    ("notice", "language", "known"),
    [
        (
            "Cette dépêche citait « le ministre » ; or le ministre n’a rien dit.",
            "fr",
            {"shown": "« le ministre »"},
        ),
        (
            "Cette dépêche citait Anna Brandt. Anna Brandt n’a rien dit.",
            "fr",
            {"wrong_name": "Anna Brandt"},
        ),
        (
            "Dans la dépêche, « c’est fini » était faux : personne n’a dit « c’est fini ».",
            "fr",
            {"shown": "C'est fini"},
        ),
        (
            "This article quoted Anna Brandt, but ANNA BRANDT did not speak.",
            "en",
            {"wrong_name": "Anna Brandt"},
        ),
    ],
)
def test_it_says_the_error_more_than_once(notice, language, known):
    assert "repeats_the_error" in codes(notice, language, **known)


@pytest.mark.parametrize(
    ("notice", "language", "known"),
    [
        (FOUNDING, "fr", {"shown": "le ministre", "wrong_name": "le ministre"}),
        (
            "Cette dépêche citait Brandt : c’était Anna Brandt, et non Paul Brandt.",
            "fr",
            {"wrong_name": "Anna Brandt", "right_name": "Paul Brandt"},
        ),
        (
            "Cette dépêche nommait Anna ; son nom est Anna Brandt.",
            "fr",
            {"shown": "Anna", "right": "Anna Brandt"},
        ),
        (
            "This article named the ministers, not the minister.",
            "en",
            {"shown": "minister"},
        ),
        ("In this article, Kiev is Kiev.", "en", {"shown": "Kiev", "right": "Kiev"}),
    ],
)
def test_it_says_the_error_once_at_most(notice, language, known):
    assert "repeats_the_error" not in codes(notice, language, **known)


def test_how_often_it_says_it_is_told():
    notice = "Dans la dépêche, le ministre, le ministre et encore le ministre."

    told = sentence_of("repeats_the_error", notice, shown="le ministre")

    assert "“le ministre” 3 times" in told


# Length and lateness


@pytest.mark.parametrize("language", ["fr", "en", "ja"])
def test_a_long_notice(language):
    assert "long" in codes("article mot " * (LONGEST // 2) + "encore", language)


@pytest.mark.parametrize("language", ["fr", "en", "ja"])
def test_a_notice_of_sixty_words_is_not_long(language):
    text = "article mot " * (LONGEST // 2)

    assert "long" not in codes(text, language)
    assert "long" not in codes(text.replace("mot", "« mot »") + " : !", language)


@pytest.mark.parametrize("days", [31, 45, 4000])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_after_thirty_days_somebody_says_why(days, language):
    told = sentence_of("late", GOOD[language], language, days_since_shown=days)

    assert f"{days} days ago" in told
    assert codes("", language, days_since_shown=days) == ["late"]
    assert "late" in codes(
        GOOD[language], language, days_since_shown=days, delay_reason=" "
    )


@pytest.mark.parametrize("days", [None, 0, 1, 30])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_within_thirty_days_nobody_does(days, language):
    assert "late" not in codes(GOOD[language], language, days_since_shown=days)


def test_a_reason_for_the_delay_is_enough():
    known = {"days_since_shown": 400, "delay_reason": "Signalé hier."}

    assert codes(GOOD["fr"], **known) == []


def test_another_language_is_checked_for_what_needs_no_words_of_it():
    notice = "Er war es, siehe oben: Anna Brandt, Anna Brandt?"

    assert codes(notice, "de", wrong_name="Anna Brandt") == [
        "asks",
        "repeats_the_error",
    ]
