"""Where statements stand in the next version of a text, and when nobody can tell."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes import anchoring
from quotes.anchoring import Anchoring, OldSpan, anchor, summary
from quotes.anchoring.occurrences import MOST, Text
from quotes.anchoring.wording import Alignment
from quotes.vocabulary import UNPLACED, Anchor
from tests import revised_piece as piece
from tests.revised_piece import PIECE, old_spans

OTHERS = {"kallas-hearing", "cancian-afp", "minister-mobilise", "minister-air-defence"}


def anchored(name, new, old=PIECE):
    """Return what became of a statement of the piece, by (role, number)."""
    placed = Anchoring(old, new).place(old_spans(old, piece.statement(name)))
    return {(each.role, each.number): each for each in placed}


def state(name, new):
    return summary(list(anchored(name, new).values()))


def span(text, words, role="content", number=1, at=None):
    """Return a span of words that stand in a text once, or at a position."""
    if at is None:
        assert text.count(words) == 1
        at = text.index(words)
    return old_spans(text, [(role, number, at, at + len(words))])[0]


def test_the_states_are_those_of_the_model():
    assert {*anchoring.PLACED, *UNPLACED} == set(Anchor)


def test_the_same_text_leaves_every_statement_where_it_is():
    assert {state(name, PIECE) for name in piece.names()} == {"exact"}


def test_a_paragraph_that_moved_takes_its_statement_along():
    new = piece.with_the_hearing_moved()

    placed = anchored("kallas-hearing", new)

    assert {each.state for each in placed.values()} == {"moved"}
    assert new.index(piece.HEARING) == placed["content", 1].start
    assert {state(name, new) for name in piece.names()} == {"moved"}


def test_what_stands_before_a_change_is_exact_and_what_stands_behind_it_moved():
    new = piece.with_a_typo_mended()

    assert state("kallas-hearing", new) == "exact"
    assert state("kyiv-appeals", new) == "moved"


def test_a_quote_with_other_words_is_reworded_in_its_place():
    placed = anchored("cancian-afp", piece.with_a_typo_mended())

    content = placed["content", 1]
    assert content.state == "reworded"
    assert content.exact.endswith("possèdent en grand nombre”")
    assert 90 <= content.similarity < 100
    assert placed["cue", 1].state == placed["mention", 1].state == "moved"


def test_a_quote_that_was_cut_is_lost_with_all_its_parts():
    placed = anchored("kallas-hearing", piece.with_the_hearing_cut())

    assert {each.state for each in placed.values()} == {"lost"}
    assert placed["content", 1].exact.startswith("L’UE doit soutenir")
    assert placed["content", 1].start is None


def test_a_quote_printed_twice_in_a_row_is_nobody_s_pick():
    new = piece.with_the_minister_printed_twice()

    placed = anchored("minister-mobilise", new)

    assert {each.state for each in placed.values()} == {"ambiguous"}
    first, second = placed["content", 1].candidates
    assert new[first : first + 20] == new[second : second + 20]
    assert second - first == len(piece.MINISTER) + 1


def test_a_mention_that_was_replaced_does_not_stand_there_any_more():
    placed = anchored("minister-mobilise", piece.with_the_minister_named())

    assert placed["content", 1].state == placed["cue", 1].state == "exact"
    assert placed["mention", 1].state == "lost"
    assert summary(list(placed.values())) == "reworded"


def test_a_mention_with_another_spelling_is_reworded():
    new = piece.replaced("Mark Cancian, du", "Marc Cancian, du")

    mention = anchored("cancian-afp", new)["mention", 1]

    assert mention.state == "reworded"
    assert mention.exact.startswith("Marc Cancian, du Centre")


def test_a_copy_elsewhere_does_not_hide_the_place_that_the_context_has():
    new = PIECE + "\nÀ lire aussi : « " + piece.MINISTER

    assert state("minister-mobilise", new) == "exact"


def test_a_copy_of_the_bare_words_has_no_attribution_and_is_not_taken():
    quoted = "doit être mobilisé dès maintenant"
    new = quoted + "\n" + piece.with_the_minister_named()

    content = anchored("minister-mobilise", new)["content", 1]

    assert content.state == "moved"
    assert content.start > len(quoted)


def test_the_copy_that_is_left_is_not_that_of_another_statement():
    old = "Un. « Non », a dit Anne hier soir à Lyon.\nDeux. « Non », a dit Anne.\n"
    new = "Un. Elle s’est tue à Lyon.\nDeux. « Non », a dit Anne.\n"
    spans = [span(old, "Non", at=old.index("Non"))]

    [placed] = Anchoring(old, new).place(spans)

    assert placed.state == "lost"


def test_repeats_that_are_as_many_as_before_keep_their_order():
    # Alike farther than any context that is compared.
    line = "« Oui », a-t-il dit. " + "Puis il s’est tu un long moment. " * 20 + "\n"
    old, new = line * 5, line * 5 + "Fin.\n"
    spans = [span(old, "Oui", at=2 * len(line) + 2)]

    [placed] = Anchoring(old, new).place(spans)

    assert placed.state == "exact"


def test_two_contents_of_one_statement_stay_together():
    old = "« Nous irons », a dit Anne Brandt, « et nous verrons ».\nFin.\n"
    new = "Début.\n" + old.replace("Anne Brandt", "Mme Brandt")
    spans = [
        span(old, "Nous irons"),
        span(old, "et nous verrons", number=2),
        span(old, "a dit", "cue"),
    ]

    placed = Anchoring(old, new).place(spans)

    assert [each.state for each in placed] == ["moved"] * 3
    assert new[placed[1].start : placed[1].end] == "et nous verrons"


def test_quoted_words_that_left_the_content_are_lost():
    old = "Il faut “agir vite”, a lancé la ministre en sortant du conseil.\n"
    new = "“agir vite” : il faut se presser, a lancé la ministre en sortant.\n"
    spans = [span(old, "Il faut “agir vite”"), span(old, "agir vite", "quoted")]

    placed = Anchoring(old, new).place(spans)

    content, quoted = placed
    assert quoted.state == "lost" or content.start <= quoted.start


def test_a_statement_that_had_no_place_is_found_by_its_words_and_context():
    text = "Elle a parlé. « Nous irons », a dit Anne.\n« Nous irons », a dit Paul.\n"
    lost = OldSpan("content", 1, None, None, "Nous irons", "a parlé. « ", " », a dit A")

    [placed] = Anchoring("Rien.", text).place([lost])

    assert (placed.state, placed.start) == ("moved", text.index("Nous"))


def test_what_had_no_place_and_no_context_stays_ambiguous():
    lost = OldSpan("content", 1, None, None, "Non")

    [placed] = Anchoring("Rien.", "Non, dit-il. Non, dit-elle.").place([lost])

    assert (placed.state, placed.candidates) == ("ambiguous", (0, 13))


def test_words_within_longer_words_are_not_the_same():
    old = "La ministre a promis de tenir parole."
    new = "La ministre a promis de tenir paroles."

    [placed] = Anchoring(old, new).place([span(old, "parole")])

    assert (placed.state, placed.exact) == ("reworded", "paroles")


def test_words_that_stand_everywhere_are_not_told_apart():
    old = "Non. " * 4 + "Fin."
    new = "Non. " * (MOST + 3) + "Suite."
    spans = [span(old, "Non", at=5)]

    [placed] = Anchoring(old, new).place(spans)

    assert placed.state == "ambiguous"
    assert len(placed.candidates) == MOST


def test_a_span_that_the_old_text_does_not_have_is_looked_for_by_its_words():
    wrong = OldSpan("content", 1, 3, 9, "parole")

    [placed] = Anchoring("Il tiendra parole.", "Sa parole.").place([wrong])

    assert (placed.state, placed.start) == ("moved", 3)


def test_a_statement_without_content_is_lost():
    cue = span("Elle a dit non.", "a dit", "cue")

    assert [p.state for p in Anchoring("Elle a dit non.", "a dit").place([cue])] == [
        "lost"
    ]


def test_one_statement_costs_no_walk_through_the_text(monkeypatch):
    """The index is made once; each statement looks words up in it."""
    lines = [f"« Parole numéro {n} », a dit Anne{n} à l’antenne." for n in range(3000)]
    old = "\n".join(lines)
    new = "\n".join(["Mise à jour.", *reversed(lines)])
    asked, walks = [], []
    possible = Text._possible
    monkeypatch.setattr(
        Text, "_letter_by_letter", lambda self, words: walks.append(words) or []
    )

    def counting(self, words, ends):
        found = possible(self, words, ends)
        asked.append(len(found))
        return found

    monkeypatch.setattr(Text, "_possible", counting)
    spans = [
        [span(old, f"Parole numéro {n}", at=old.index(f"« Parole numéro {n} ") + 2)]
        for n in range(0, 3000, 10)
    ]

    placed = anchor(old, new, spans)

    assert {summary(each) for each in placed} == {"moved"}
    assert walks == []
    assert sum(asked) <= 4 * len(spans)


WORDS = st.lists(
    st.sampled_from(
        [
            "il",
            "elle",
            "dit",
            "que",
            "oui",
            "non",
            "Kiev",
            "paix",
            "guerre",
            "demain",
            "«",
            "»",
            ",",
            ".",
        ]
    ),
    max_size=40,
).map(" ".join)
STATEMENT = "« Nous tiendrons parole », a déclaré Anna Brandt"


def statement_in(text, at):
    """Return the four spans of STATEMENT, which begins at a position of a text."""
    parts = [
        ("content", "« Nous tiendrons parole »"),
        ("quoted", "Nous tiendrons parole"),
        ("cue", "a déclaré"),
        ("mention", "Anna Brandt"),
    ]
    return [
        span(text, words, role, at=at + STATEMENT.index(words)) for role, words in parts
    ]


@given(WORDS, WORDS, WORDS, WORDS)
def test_an_edit_outside_a_statement_keeps_it(before, after, other_before, other_after):
    old = f"{before} {STATEMENT} {after}"
    new = f"{other_before} {STATEMENT} {other_after}"

    placed = Anchoring(old, new).place(statement_in(old, len(before) + 1))

    at = len(other_before) + 1
    assert [each.start for each in placed] == [
        each.start for each in statement_in(new, at)
    ]
    expected = "exact" if len(before) == len(other_before) else "moved"
    assert {each.state for each in placed} == {expected}


@given(WORDS, WORDS, WORDS)
def test_a_copy_is_ambiguous_unless_the_context_decides(before, between, after):
    old = f"{before} {STATEMENT} {after}"
    new = f"{before} {STATEMENT} {between} {STATEMENT} {after}"

    placed = Anchoring(old, new).place(statement_in(old, len(before) + 1))

    # The first copy has all that stood before, the second all that stood behind.
    assert {each.state for each in placed} == {"ambiguous"} or between == after == ""


@given(WORDS.filter(lambda words: len(words) > 30), WORDS)
def test_a_copy_at_the_end_of_the_text_hides_nothing(before, after):
    old = f"{before} {STATEMENT} (AFP) tandis que l’aube se levait {after}"
    new = f"{old}\n{STATEMENT}"

    placed = Anchoring(old, new).place(statement_in(old, len(before) + 1))

    assert {each.state for each in placed} == {"exact"}


TEXTS = st.text(alphabet="aé b.«»\n", max_size=60)
PLACES = st.lists(
    st.tuples(
        st.sampled_from(["content", "quoted", "cue", "mention"]),
        st.integers(0, 59),
        st.integers(1, 12),
    ),
    max_size=5,
)


@settings(max_examples=300)
@given(TEXTS.filter(bool), TEXTS, PLACES)
def test_whatever_comes_the_places_lie_in_the_text_with_their_words(old, new, places):
    spans = []
    for number, (role, start, length) in enumerate(places, start=1):
        end = min(len(old), start + length)
        if start < end:
            spans += old_spans(old, [(role, number, start, end)])

    placed = Anchoring(old, new).place(spans)

    assert [(p.role, p.number) for p in placed] == [(s.role, s.number) for s in spans]
    contents = [p for p in placed if p.role == "content" and p.start is not None]
    had = [s for s in spans if s.role == "content"]
    for before, each in zip(spans, placed, strict=True):
        if each.state in UNPLACED:
            assert each.start is each.end is None
            assert each.exact == before.exact
            continue
        assert new[each.start : each.end] == each.exact != ""
        assert (each.exact == before.exact) == (each.state != "reworded")
        assert (each.state == "exact") == (
            (each.start, each.end) == (before.start, before.end)
            and each.exact == before.exact
        )
        if each.role == "quoted" and any(
            s.start <= before.start and before.end <= s.end for s in had
        ):
            assert any(c.start <= each.start and each.end <= c.end for c in contents)


@pytest.mark.parametrize("size", [20, 700])
def test_an_alignment_says_which_words_became_which(size):
    filler = " ".join(f"mot{number}" for number in range(size))
    old, new = f"{filler} chat noir {filler}", f"Un {filler} chien noir {filler}"
    at = old.index("chat")

    place = Alignment(old, new).place(at, at + len("chat noir"))

    assert new[slice(*place)] == "chien noir"
