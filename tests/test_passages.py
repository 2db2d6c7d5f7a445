"""Passages: how the statements of the founding piece are set, and hard cases."""

import json
from pathlib import Path

import pytest

from quotes.passages import MARKS, Part, Stretch, context_of, passage_of, words_of

FOLDER = Path(__file__).parent.parent / "fixtures" / "articles" / "text"
TEXT = (FOLDER / "blinken-bruxelles.txt").read_text("utf-8")
STATEMENTS = {
    row["id"]: row
    for row in json.loads(
        (FOLDER / "blinken-bruxelles.statements.json").read_text("utf-8")
    )["statements"]
}


def stretches_of(statement):
    cues = [statement["cue"]] if statement["cue"] else []
    by_role = {
        "content": [statement["content"]],
        "quoted": statement["quoted"],
        "cue": cues,
        "mention": statement["mention"],
    }
    return [
        Stretch(role, place["start"], place["end"])
        for role, places in by_role.items()
        for place in places
    ]


def joined(parts):
    return "".join(part.text for part in parts)


def passage(name):
    return joined(passage_of(TEXT, stretches_of(STATEMENTS[name])))


#: Each statement as its text reports it, with cue and mention.
PASSAGES = {
    "kallas-hearing": "L’UE doit soutenir l’Ukraine aussi longtemps que nécessaire, "
    "avec autant d’aide militaire, financière et humanitaire que nécessaire, a lancé "
    "cette dernière",
    "washington-post-call": "il s’est entretenu avec le chef de l’Etat ukrainien "
    "Volodymyr Zelensky, ainsi qu’avec le président russe Vladimir Poutine pour lui "
    "demander de ne pas provoquer une escalade de la guerre, selon le quotidien "
    "Washington Post",
    "kremlin-denial": "Le Kremlin a démenti que les deux hommes se soient parlé",
    "kremlin-pure-invention": "une pure invention, a insisté Moscou",
    "heading-expediez": "Expédiez tout ce qui est disponible",
    "american-press-rubio": "Selon la presse américaine, il viserait le sénateur "
    "républicain Marco Rubio comme prochain secrétaire d’État",
    "rubio-impasse": "il a dénoncé le financement d’une impasse en Ukraine",
    "pentagon-remaining": "il reste environ 9,2 milliards de dollars à allouer, dont "
    "7,1 milliards à prélever sur les stocks d’armes américains et 2,1 milliards pour "
    "financer des contrats d’achat d’armes. , selon le Pentagone",
    "sullivan-six-billion": "Le conseiller à la sécurité nationale de la Maison "
    "Blanche, Jake Sullivan, a soulevé dimanche la somme de six milliards de dollars",
    "sullivan-warning": "Le conseiller à la sécurité nationale de la Maison Blanche, "
    "Jake Sullivan […] a mis en garde contre les risques d’une cessation du soutien "
    "des Etats-Unis",
    "cancian-afp": "À la fin de l’administration [sortante] Ils essaieront d’expédier "
    "tout ce qui est disponible, comme des véhicules blindés et des munitions pour "
    "armes légères, dont l’Ukraine a besoin et que les Etats-Unis possèdent en grande "
    "quantité, a-t-il déclaré à l’AFP. Mark Cancian, du Centre d’études "
    "internationales et stratégiques (CSIS) de la capitale américaine",
    "minister-mobilise": "Tout ce que l’Europe peut apporter à l’Ukraine doit être "
    "mobilisé dès maintenant, a déclaré le ministre",
    "minister-air-defence": "le ministre, insistant sur le renforcement de la défense "
    "anti-aérienne du pays",
    "kyiv-appeals": "les Américains lèvent leur veto sur l’utilisation de missiles à "
    "longue portée en profondeur du territoire russe, malgré les appels de Kiev",
    "kyiv-washington-troops": "des milliers de soldats nord-coréens se rassemblent "
    "dans la région frontalière russe depuis Koursk selon Kiev et Washington",
    "nyt-troops": "Le New York Times affirmait que Moscou avait massé 50 000 soldats – "
    "dont des Nord-Coréens – pour tenter de déloger les troupes ukrainiennes qui "
    "contrôlaient cette partie de la région de Koursk depuis trois mois",
}


def test_every_statement_has_its_passage():
    assert PASSAGES.keys() == STATEMENTS.keys()
    assert len(PASSAGES) == 16


@pytest.mark.parametrize("name", PASSAGES)
def test_a_statement_reads_as_its_text_reports_it(name):
    assert passage(name) == PASSAGES[name]


@pytest.mark.parametrize("name", STATEMENTS)
def test_the_quoted_parts_are_the_quoted_spans_letter_by_letter(name):
    statement = STATEMENTS[name]

    parts = words_of(TEXT, stretches_of(statement))

    assert [part.text for part in parts if part.role == "quoted"] == [
        place["text"] for place in statement["quoted"]
    ]


@pytest.mark.parametrize("name", STATEMENTS)
def test_no_mark_of_the_text_is_shown_beside_ours(name):
    stretches = stretches_of(STATEMENTS[name])

    for parts in (words_of(TEXT, stretches), passage_of(TEXT, stretches)):
        assert not set(joined(parts)) & set(MARKS)


@pytest.mark.parametrize("name", STATEMENTS)
def test_no_word_of_the_content_is_lost_or_added(name):
    statement = STATEMENTS[name]

    def words(text):
        for mark in MARKS:
            text = text.replace(mark, " ")
        return text.replace(",", " ").split()

    parts = words_of(TEXT, stretches_of(statement))

    assert words(joined(parts)) == words(statement["content"]["text"])


@pytest.mark.parametrize("name", STATEMENTS)
def test_the_words_carry_neither_cue_nor_mention(name):
    parts = words_of(TEXT, stretches_of(STATEMENTS[name]))

    assert {part.role for part in parts} <= {"content", "quoted", "elision"}


def test_cancian_s_mangled_marks_go_and_his_words_stay():
    parts = words_of(TEXT, stretches_of(STATEMENTS["cancian-afp"]))

    assert parts == (
        Part("quoted", "À la fin de l’administration [sortante]"),
        Part("content", " "),
        Part("quoted", "Ils essaieront d’expédier tout ce qui est disponible"),
        Part(
            "content",
            ", comme des véhicules blindés et des munitions pour armes légères, ",
        ),
        Part(
            "quoted",
            "dont l’Ukraine a besoin et que les Etats-Unis possèdent en grande quantité",
        ),
    )


# Hard cases


def stretches(text, **words_by_role):
    """Return the stretches of words given by role, in the order of the text."""
    found = []
    for role, several in words_by_role.items():
        at = 0
        for words in [several] if isinstance(several, str) else several:
            at = text.index(words, at)
            found.append(Stretch(role, at, at + len(words)))
            at += len(words)
    return found


def test_two_contents_are_joined_by_an_elision():
    text = "« Oui », dit-elle, « mais non »."

    parts = words_of(
        text, stretches(text, content=("Oui", "mais non"), quoted=("Oui", "mais non"))
    )

    assert parts == (
        Part("quoted", "Oui"),
        Part("elision", "[…]"),
        Part("quoted", "mais non"),
    )


def test_a_cue_between_two_contents_keeps_its_place():
    text = "« Oui », a dit Anna, « mais non »."
    spans = stretches(
        text,
        content=("« Oui »", "« mais non »"),
        quoted=("Oui", "mais non"),
        cue="a dit",
        mention="Anna",
    )

    assert joined(passage_of(text, spans)) == "Oui, a dit Anna, mais non"


def test_a_cue_inside_the_content_is_not_shown_twice():
    text = "Il ira, a dit Anna, à Kiev."
    spans = stretches(
        text, content="Il ira, a dit Anna, à Kiev", cue="a dit", mention="Anna"
    )

    assert joined(passage_of(text, spans)) == "Il ira, a dit Anna, à Kiev"


@pytest.mark.parametrize(("gap", "is_kept"), [(40, True), (41, False)])
def test_a_long_way_between_two_spans_is_left_out_and_said_so(gap, is_kept):
    between = "," + "x" * (gap - 2) + " "
    text = f"Oui{between}a dit"
    spans = stretches(text, content="Oui", cue="a dit")

    assert joined(passage_of(text, spans)) == (text if is_kept else "Oui […] a dit")


def test_a_line_end_between_two_spans_is_a_space():
    text = "Oui\na dit Anna"
    spans = stretches(text, content="Oui", cue="a dit", mention="Anna")

    assert joined(passage_of(text, spans)) == "Oui a dit Anna"


def test_marks_inside_quoted_words_stay():
    text = "« Il a dit “non” hier »"
    spans = stretches(text, content=text, quoted="Il a dit “non” hier")

    assert joined(words_of(text, spans)) == "Il a dit “non” hier"


def test_scare_marks_in_reported_words_that_are_not_quoted_stay():
    text = "Il refuse une “aventure” de plus"

    assert joined(words_of(text, stretches(text, content=text))) == text


def test_positions_are_code_points():
    text = "🎈🎈 « Oui »"
    spans = stretches(text, content="« Oui »", quoted="Oui")

    assert words_of(text, spans) == (Part("quoted", "Oui"),)


# Context


def test_context_stays_in_its_paragraph():
    before, words, after = context_of(TEXT, stretches_of(STATEMENTS["kremlin-denial"]))

    assert (before, words) == (
        "",
        "Le Kremlin a démenti que les deux hommes se soient parlé",
    )
    assert after == ", une « pure invention », a insisté Moscou."


@pytest.mark.parametrize("name", STATEMENTS)
def test_context_is_the_text_around(name):
    before, words, after = context_of(TEXT, stretches_of(STATEMENTS[name]))

    assert before.removeprefix("… ") + words + after.removesuffix(" …") in TEXT
    assert len(before) <= 242
    assert len(after) <= 242


def test_long_context_is_cut_at_a_space():
    text = "mot " * 100 + "Oui" + " mot" * 100

    before, words, after = context_of(text, stretches(text, content="Oui"), reach=10)

    assert (before, words, after) == ("… mot mot ", "Oui", " mot mot …")
