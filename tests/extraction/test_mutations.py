"""The founding piece with its quotation marks mutilated at random: most is still found."""

import random

from quotes.extraction import Span, extract
from quotes.extraction.scoring.documents import Quotation
from quotes.extraction.scoring.figures import LENIENT
from quotes.extraction.scoring.pairing import characters, paired
from tests.extraction.founding import STATEMENTS, TEXT, place
from tests.processes import say

MARKS = '«»“”"'
SEEDS = 500
LEAST = 0.9
GOLD = [place(row["content"]) for row in STATEMENTS.values()]


def mutilated(text, seed):
    """Return a text with one to four of its marks mutilated, and its pieces.

    A mark is replaced by another one, dropped, or doubled, or changes places with the
    next one of another shape. The pieces are what each character of the text has become: "" if dropped.
    """
    chance = random.Random(seed)  # noqa: S311 - to be repeated, not to be secret
    pieces = list(text)
    places = [at for at, sign in enumerate(text) if sign in MARKS]
    for at in chance.sample(places, chance.randint(1, 4)):
        kind = chance.choice(["replaced", "dropped", "doubled", "swapped"])
        if kind == "replaced":
            pieces[at] = chance.choice(MARKS.replace(text[at], ""))
        elif kind == "dropped":
            pieces[at] = ""
        elif kind == "doubled":
            pieces[at] = text[at] * 2
        else:
            others = [place for place in places if text[place] != text[at]]
            following = next((place for place in others if place > at), others[0])
            pieces[at], pieces[following] = pieces[following], pieces[at]
    return "".join(pieces), pieces


def moved(places, pieces):
    """Return where stretches of the text stand once it has become its pieces."""
    starts = [0]
    for piece in pieces:
        starts.append(starts[-1] + len(piece))
    return [Span(starts[each.start], starts[each.end]) for each in places]


def found_among(text, gold):
    """Return the numbers of the gold stretches that the engine finds leniently."""
    found = [Quotation(each.content) for each in extract(text, "fr").statements]
    pairs = paired(
        [characters(text, Quotation((each,))) for each in gold],
        [characters(text, each) for each in found],
    )
    return {each.gold for each in pairs if each.overlap >= LENIENT}


def test_a_mutilated_text_differs_in_marks_alone():
    without_marks = str.maketrans("", "", MARKS)
    texts = set()
    for seed in range(50):
        text, pieces = mutilated(TEXT, seed)
        texts.add(text)
        assert text.translate(without_marks) == TEXT.translate(without_marks)
        words = [each.of(text) for each in moved(GOLD, pieces)]
        assert [each.translate(without_marks) for each in words] == [
            each.of(TEXT).translate(without_marks) for each in GOLD
        ]

    assert TEXT not in texts
    assert len(texts) > 40


def test_most_statements_are_found_with_mutilated_marks():
    whole = found_among(TEXT, GOLD)
    kept = 0
    for seed in range(SEEDS):
        text, pieces = mutilated(TEXT, seed)
        kept += len(whole & found_among(text, moved(GOLD, pieces)))
    share = kept / (SEEDS * len(whole))
    say(f"{len(whole)} statements, {SEEDS} texts: {share:.3f} are still found")

    assert len(whole) >= 14
    assert share >= LEAST
