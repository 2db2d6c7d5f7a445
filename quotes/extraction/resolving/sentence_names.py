"""The names of each sentence, with those inside quotations, cut to what others bear out."""

from dataclasses import replace

from quotes.extraction.items import Layout, Sentence
from quotes.extraction.resolving.firstnames import is_first_name
from quotes.extraction.resolving.folding import fold, word_set
from quotes.extraction.resolving.kinds import kind_of
from quotes.extraction.resolving.naming import Run, names_in
from quotes.extraction.tokens import Sort, Token, tokens

#: A name, and the items that it is numbered by: a sentence's or a quotation's.
Placed = tuple[Run, tuple[Token, ...]]


def names_of(layout: Layout) -> dict[int, list[Placed]]:
    """Return the names of a text by the number of their sentence, in their order."""
    common = _common(layout)
    return _without_openings(
        {each.number: _runs(layout, each, common) for each in layout.sentences}, common
    )


def _common(layout: Layout) -> frozenset[str]:
    return frozenset(
        item.lower
        for sentence in layout.sentences
        for item in sentence.items
        if item.text[0].islower()
    )


def _runs(layout: Layout, sentence: Sentence, common: frozenset[str]) -> list[Placed]:
    """Return the names of a sentence and of what it quotes, each with its items."""
    runs = names_in(sentence.items, common)
    if _is_titled(sentence):
        runs = [_two_words(each, sentence.items) for each in runs]
    if sentence.items[0].text in _POINTERS:
        runs = [each for each in runs if each.first > 1]
    found = [(run, sentence.items) for run in runs]
    for item in sentence.items:
        if item.sort is Sort.QUOTE:
            inner = tuple(
                tokens(layout.text, layout.language, item.start + 1, item.end - 1)
            )
            runs = names_in(inner, common, quoted=True)
            found += [(run, inner) for run in runs if not _is_opening(run)]
    return sorted(found, key=lambda each: each[0].start)


def _is_titled(sentence: Sentence) -> bool:
    """Tell whether a sentence has the capitals of an English headline."""
    if sentence.items[-1].text in (".", "!", "?"):
        return False
    words = [each for each in sentence.items if each.sort is Sort.WORD][:_LOOKED_AT]
    long = [each for each in words if len(each.text) > 3]
    return len(long) > 3 and 4 * sum(each.capital for each in long) > 3 * len(long)


_LOOKED_AT = 40
#: “READ MORE: …” points elsewhere, and names nobody.
_POINTERS = frozenset(("READ", "WATCH", "LISTEN", "RELATED"))


def _two_words(run: Run, items: tuple[Token, ...]) -> Run:
    """Cut a person's name in a headline to first name and surname."""
    if run.kind != "person" or len(run.words) < 3 or run.last < run.first + 2:
        return run
    if items[run.first + 1].sort is not Sort.WORD:
        return run
    last = run.first + 2
    return replace(run, last=last, end=items[last - 1].end, words=run.words[:2])


def _without_openings(
    runs: dict[int, list[Placed]], common: frozenset[str]
) -> dict[int, list[Placed]]:
    """Cut the first word of a sentence from a name that the text prints without it."""
    inside = {
        run.folded for found in runs.values() for run, _items in found if run.first > 0
    }
    everywhere = {run.folded for found in runs.values() for run, _items in found}
    endings = {name[-2:] for name in everywhere if len(name) > 2}
    # “Kito de Pavant”: the particle is between the words of the run.
    surnames = {name[-1:] for name in inside if len(name) > 1}
    known = inside | surnames

    def cut(run: Run, items: tuple[Token, ...]) -> Run:
        run = _without_team(run, items, everywhere)
        return _widened(_cut_opening(run, items, known, common), items, endings)

    return {
        number: [(cut(run, items), items) for run, items in found]
        for number, found in runs.items()
    }


def _without_team(
    run: Run, items: tuple[Token, ...], everywhere: set[tuple[str, ...]]
) -> Run:
    """Cut what stands before a full name that the text has alone: “Rapids Kyle Holm”."""
    if run.kind == "person" or len(run.words) < 3 or run.folded[-2:] not in everywhere:
        return run
    first = run.last - 2
    if not is_first_name(run.words[-2]) or items[first].text != run.words[-2]:
        return run
    start, words = items[first].start, run.words[-2:]
    return replace(run, first=first, start=start, words=words, kind="person")


_OPENING_PARTICLES = word_set("de du le la les van von di da del el al ben")


def _widened(run: Run, items: tuple[Token, ...], endings: set[tuple[str, ...]]) -> Run:
    """Take “De Santis” whole where the text has “Nick De Santis”."""
    at = run.first - 1
    if at < 0 or not items[at].capital or items[at].lower not in _OPENING_PARTICLES:
        return run
    words = (items[at].text, *run.words)
    if tuple(fold(each) for each in words) not in endings:
        return run
    return replace(
        run,
        first=at,
        opening=at,
        start=items[at].start,
        words=words,
        kind="person",
        determined=False,
        doubtful=False,
    )


def _cut_opening(
    run: Run,
    items: tuple[Token, ...],
    inside: set[tuple[str, ...]],
    common: frozenset[str],
) -> Run:
    if run.first or len(run.words) < 2 or run.folded in inside or run.kind == "person":
        return run
    if run.folded[1:] not in inside or items[1].sort is not Sort.WORD:
        return run
    # “Knowing Jane”, “Officials”: no first name ends so, or is a common word.
    opening = items[0].lower
    if opening not in common and not opening.endswith(("ing", "ed", "ant")):
        return run
    words = run.words[1:]
    kind = kind_of(words)
    return replace(
        run, first=1, opening=1, start=items[1].start, words=words, kind=kind
    )


def _is_opening(run: Run) -> bool:
    """Tell whether a name in quotation marks may be only their first word."""
    return run.first == 0 and len(run.words) == 1 and not is_first_name(run.words[0])
