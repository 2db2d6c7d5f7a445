"""The first wording of a notice, and what a draft starts with."""

import pytest

from quotes import workflow
from quotes.admin.correction_drafts import first_draft
from quotes.admin.notices import NOBODY, Name, changed_words, first_wording
from quotes.notice_checks import notice_faults
from quotes.vocabulary import CorrectionClass, ErrorKind
from tests import factories

MINISTER = {
    "fr": Name("le ministre", is_printed=True),
    "en": Name("the minister", True),
}
CANCIAN = Name("Mark Cancian")
WORDS = {
    "fr": ("Nous partirons lundi", "Nous partirons mardi"),
    "en": ("We leave on Monday", "We leave on Tuesday"),
}


def plain(text):
    """Return text with ordinary spaces, for comparing."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("error", ErrorKind)
@pytest.mark.parametrize("correction_class", CorrectionClass)
def test_every_error_and_class_has_a_wording_without_a_fault(
    language, error, correction_class
):
    before, now = WORDS[language]

    notice = first_wording(
        language,
        error,
        wrong=MINISTER[language],
        right=CANCIAN,
        before=before,
        now=now,
        correction_class=correction_class,
    )

    assert notice
    faults = notice_faults(
        notice,
        language=language,
        shown=before,
        right=now,
        wrong_name=MINISTER[language].text,
        right_name=CANCIAN.text,
    )
    assert [fault.code for fault in faults if fault.code != "names_nothing"] == []


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(
    "error", sorted(set(ErrorKind) - {"misattributed", "our_record"})
)
def test_with_less_known_less_is_said(language, error):
    named = first_wording(language, error, right=CANCIAN)
    worded = first_wording(language, error, before="lundi", now="mardi")

    assert "Mark Cancian" in named
    assert "{" not in named + worded
    assert worded


def test_nothing_is_worded_of_which_nothing_is_known():
    assert first_wording("fr", ErrorKind.OUR_RECORD, right=CANCIAN) == ""
    assert first_wording("fr", ErrorKind.MISQUOTED) == ""
    assert first_wording("fr", ErrorKind.MISQUOTED, before="lundi", now="lundi") == ""
    assert first_wording("de", ErrorKind.OUR_RECORD, wrong=CANCIAN, right=CANCIAN) == ""


@pytest.mark.parametrize(
    ("language", "error", "names", "notice"),
    [
        (
            "fr",
            "our_record",
            (MINISTER["fr"], CANCIAN),
            "Notre base attribuait à tort à « le ministre » ces propos de Mark "
            "Cancian. L’erreur était dans notre fiche, non dans la dépêche.",
        ),
        (
            "fr",
            "misattributed",
            (MINISTER["fr"], Name("Anna Brandt")),
            "Une première version de cette dépêche attribuait à tort à « le ministre » "
            "ces propos d’Anna Brandt.",
        ),
        (
            "fr",
            "misattributed",
            (Name("Le Kremlin", is_person=False), Name("Les Verts", is_person=False)),
            "Une première version de cette dépêche attribuait à tort au Kremlin ces "
            "propos des Verts.",
        ),
        (
            "fr",
            "misattributed",
            (Name("Lesotho", is_person=False), Name("Yannick Jadot")),
            "Une première version de cette dépêche attribuait à tort à Lesotho ces "
            "propos de Yannick Jadot.",
        ),
        (
            "fr",
            "misattributed",
            (Name("Yves Le Drian"), NOBODY),
            "Une première version de cette dépêche attribuait à tort à Yves Le Drian "
            "des propos dont l’auteur n’est pas identifié.",
        ),
        (
            "fr",
            "fabricated",
            (NOBODY, Name("La Commission", is_person=False)),
            "Une première version de cette dépêche prêtait à la Commission des propos "
            "qui n’ont pas été tenus.",
        ),
        (
            "fr",
            "out_of_context",
            (NOBODY, Name("Élise Martin")),
            "Une première version de cette dépêche citait hors de leur contexte des "
            "propos d’Élise Martin.",
        ),
        (
            "en",
            "our_record",
            (MINISTER["en"], CANCIAN),
            "Our database wrongly attributed to “the minister” these words by Mark "
            "Cancian. The error was in our record, not in the article.",
        ),
    ],
)
def test_the_wording_is_in_the_language_of_the_article(language, error, names, notice):
    wrong, right = names

    assert plain(first_wording(language, error, wrong=wrong, right=right)) == notice


def test_words_in_words_get_the_inner_marks_and_french_its_spaces():
    notice = first_wording(
        "fr",
        ErrorKind.MISQUOTED,
        right=Name("Anna Brandt"),
        before="dire « non »",
        now="dire « oui » ; vite",
    )

    assert "«\u00a0dire “non”\u00a0»" in notice
    assert "Anna Brandt\u00a0: «" in notice
    assert "“oui”\u202f; vite" in notice


def test_of_long_words_what_differs_is_shown_with_its_neighbors():
    before = "un deux trois quatre cinq six sept huit neuf dix onze douze treize lundi "
    after = "quatorze quinze seize dix-sept dix-huit"

    shown, right = changed_words(
        before + after, before.replace("lundi", "mardi") + after
    )

    assert shown == "… onze douze treize lundi quatorze quinze seize …"
    assert right == "… onze douze treize mardi quatorze quinze seize …"
    assert changed_words("lundi", "mardi") == ("lundi", "mardi")


# The draft


@pytest.fixture
def reattributed(db):
    """Return a quote whose speaker was wrong: the text, the record's, is the same."""
    quote = factories.make_verified_quote()
    quote = workflow.reattribute(
        quote,
        by=factories.make_editor(),
        claims=[workflow.Claim(factories.make_speaker("Mark Cancian"), 1)],
        reason="La dépêche le nomme.",
    )
    return workflow.verify(quote, by=factories.make_verifier())


def test_a_wrong_attribution_in_an_unchanged_text_is_the_record_s(reattributed):
    draft = first_draft(reattributed, "")

    wrong, right = reattributed.attributions.order_by("number")
    assert (draft["error"], draft["correction_class"]) == ("our_record", "correction")
    assert (draft["wrong_attribution"], draft["right_attribution"]) == (
        wrong.pk,
        right.pk,
    )
    assert (draft["shown"], draft["right"]) == ("Anna Brandt", "Mark Cancian")
    assert plain(draft["notice"]).startswith(
        "Notre base attribuait à tort à « Anna Brandt » ces propos de Mark Cancian."
    )


def test_a_wrong_attribution_in_a_text_that_was_replaced_is_the_article_s(reattributed):
    factories.make_revision(reattributed.article, factories.TEXT + "Autre fin.\n")

    assert first_draft(reattributed, "")["error"] == "misattributed"


@pytest.mark.parametrize(
    ("error", "class_and_severity"),
    [
        ("misattributed", ("correction", "high")),
        ("fabricated", ("withdrawal", "high")),
        ("out_of_context", ("correction", "medium")),
        ("our_record", ("correction", "medium")),
    ],
)
def test_each_error_suggests_class_and_severity(
    reattributed, error, class_and_severity
):
    draft = first_draft(reattributed, error)

    assert draft["error"] == error
    assert (draft["correction_class"], draft["severity"]) == class_and_severity
    assert draft["notice"]


def misquoted(words, now):
    """Return a quote whose words were changed after readers had seen others."""
    text = f"« {words} », puis « {now} », a déclaré Anna Brandt.\n"
    said = {"cue": "a déclaré", "mention": "Anna Brandt"}
    quote = factories.make_verified_quote(
        words, article=factories.make_article(text), **said
    )
    quote = workflow.change_quote(
        quote,
        by=factories.make_editor(),
        spans=factories.spans_of(text, content=now, quoted=now, **said),
        reason="Les mots étaient ceux d’avant.",
    )
    return workflow.verify(quote, by=factories.make_verifier())


@pytest.mark.django_db
def test_words_before_and_now_come_from_the_newest_version_that_had_others():
    quote = misquoted("Nous partirons lundi", "Nous partirons mardi")

    assert first_draft(quote, "")["error"] == "our_record"
    factories.make_revision(quote.article, "« Nous partirons mardi »\n")
    draft = first_draft(quote, "")

    assert draft["error"] == "misquoted"
    assert (draft["shown"], draft["right"]) == (
        "Nous partirons lundi",
        "Nous partirons mardi",
    )
    assert plain(draft["notice"]) == (
        "Une première version de cette dépêche citait inexactement Anna Brandt : "
        "« Nous partirons lundi », au lieu de « Nous partirons mardi »."
    )
    translated = first_draft(quote, "mistranslated")
    assert translated["shown"] == "Nous partirons lundi"
    assert "traduisait mal" in translated["notice"]


@pytest.mark.django_db
def test_a_slight_difference_is_minor():
    quote = misquoted("Nous partirons lundi", "Nous partirons, lundi")

    draft = first_draft(quote, "misquoted")

    assert (draft["correction_class"], draft["severity"]) == ("minor", "low")


@pytest.mark.django_db
def test_a_withdrawn_quote_suggests_a_withdrawal_and_no_error():
    quote = factories.make_withdrawn_quote()

    draft = first_draft(quote, "")

    assert draft == {
        "error": "",
        "correction_class": "withdrawal",
        "severity": "high",
    }
    assert "prêtée" not in first_draft(quote, "fabricated")["notice"]
    assert (
        "citation attribuée à Anna Brandt" in first_draft(quote, "fabricated")["notice"]
    )
