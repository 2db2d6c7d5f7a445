"""Figures over documents: how many statements, speakers and cues were found.

- exact: pairs whose first and last character agree, once trimmed
- lenient, loose: pairs whose overlap is at least 0.5, at least 0.3
- characters: single characters inside any statement
- speaker: of the lenient pairs whose gold has a mention, those whose mentions share a
  character (overlap), and those whose trimmed mentions are the same (exact)
- cue: of the lenient pairs whose gold has a cue, those whose cues share a character
- resolved: of the lenient pairs whose gold has a reference, those whose full name
  agrees, but for case, accents and a leading article
- end to end: lenient pairs whose mentions overlap, or that name nobody on both sides

Precision is by all that was found, recall by all of the gold. Headings that were found
are left out: a cross-heading in quotation marks is no statement.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from quotes.extraction.scoring.documents import BadDocument, Document, Quotation
from quotes.extraction.scoring.pairing import Pair, characters, paired, trimmed
from quotes.extraction.scoring.rates import Figures, Miss, Share
from quotes.texts import fold

LENIENT, LOOSE = 0.5, 0.3

_QUOTATION_MARK = re.compile(r"[\"«»“”„‹›]")
#: A mark belongs to a quotation when it stands within so many characters of it.
_BESIDE = 2
_ARTICLE = re.compile(r"(?:l'|d'|(?:le|la|les|un|une|des|the|an?)\s)\s*")


@dataclass(frozen=True, slots=True)
class View:
    """Which gold statements to look at; all by default."""

    kinds: frozenset[str] = frozenset()
    quoted_only: bool = False
    attributed_only: bool = False

    def shows(self, text: str, quotation: Quotation) -> bool:
        """Tell whether a gold statement is looked at."""
        if self.kinds and quotation.kind not in self.kinds:
            return False
        if self.attributed_only and not quotation.mentions:
            return False
        if not self.quoted_only:
            return True
        place = quotation.whole
        around = text[max(0, place.start - _BESIDE) : place.end + _BESIDE]
        return bool(_QUOTATION_MARK.search(around))


@dataclass(frozen=True, slots=True)
class Kept:
    """The statements of one document that take part."""

    gold: Sequence[Quotation]
    found: Sequence[Quotation]


def score(
    gold: Mapping[str, Document],
    found: Mapping[str, Document],
    view: View | None = None,
) -> Figures:
    """Return the figures of what was found against the gold, paired by document id.

    A gold document that is not among those found counts as one without statements;
    a found one that is not in the gold does not count. Raises BadDocument where the
    two texts of an id differ: their positions would mean nothing.
    """
    figures = Figures()
    for name, document in gold.items():
        other = found.get(name)
        if other and other.text != document.text:
            raise BadDocument(
                f"The document {name!r} has another text in the gold than in what was "
                "found; positions can be compared in one text only."
            )
        quotations = other.quotations if other else ()
        _count(figures, document, kept(document, quotations, view or View()))
    return figures


def kept(document: Document, found: Iterable[Quotation], view: View) -> Kept:
    """Return what takes part: the gold in view, and what was found but for headings.

    What hits a gold statement outside of the view is neither right nor wrong.
    """
    text = document.text
    found = [each for each in found if not each.heading]
    seen = [each for each in document.quotations if view.shows(text, each)]
    if len(seen) == len(document.quotations):
        return Kept(seen, found)
    pairs = paired(*_places(text, document.quotations, found))
    elsewhere = {
        each.found
        for each in pairs
        if each.overlap >= LOOSE
        and not view.shows(text, document.quotations[each.gold])
    }
    return Kept(seen, [each for n, each in enumerate(found) if n not in elsewhere])


Places = list[frozenset[int]]


def _places(
    text: str, gold: Sequence[Quotation], found: Sequence[Quotation]
) -> tuple[Places, Places]:
    return [characters(text, each) for each in gold], [
        characters(text, each) for each in found
    ]


def _count(figures: Figures, document: Document, both: Kept) -> None:
    text = document.text
    gold_places, found_places = _places(text, both.gold, both.found)
    pairs = paired(gold_places, found_places)
    lenient = [each for each in pairs if each.overlap >= LENIENT]
    figures.documents += 1
    figures.characters += len(text)
    for rate, right in (
        (figures.exact, sum(_is_exact(text, both, each) for each in pairs)),
        (figures.loose, sum(each.overlap >= LOOSE for each in pairs)),
        (figures.lenient, len(lenient)),
        (figures.end_to_end, sum(_is_attributed(both, each) for each in lenient)),
    ):
        rate.right += right
        rate.found += len(both.found)
        rate.gold += len(both.gold)
    gold_all = frozenset[int]().union(*gold_places)
    found_all = frozenset[int]().union(*found_places)
    figures.by_character.right += len(gold_all & found_all)
    figures.by_character.found += len(found_all)
    figures.by_character.gold += len(gold_all)
    for each in lenient:
        _count_pair(figures, text, both.gold[each.gold], both.found[each.found])
    _count_misses(figures, document, both, lenient)


def _count_pair(figures: Figures, text: str, gold: Quotation, found: Quotation) -> None:
    if gold.mentions:
        figures.speaker_overlap.count(_meets(gold, found))
        same = [trimmed(text, each) for each in gold.mentions]
        figures.speaker_exact.count(
            any(trimmed(text, each) in same for each in found.mentions[:1])
        )
    if gold.cue:
        figures.cue_overlap.count(bool(found.cue and found.cue.meets(gold.cue)))
    if gold.reference:
        figures.resolved.count(_folded(gold.reference) == _folded(found.reference))


def _count_misses(
    figures: Figures, document: Document, both: Kept, lenient: Sequence[Pair]
) -> None:
    hit = {each.gold for each in lenient}
    for number, quotation in enumerate(both.gold):
        share = figures.by_kind.setdefault(quotation.kind or "?", Share())
        share.count(number in hit)
    for quotations, hits, is_extra in (
        (both.gold, hit, False),
        (both.found, {each.found for each in lenient}, True),
    ):
        figures.misses += [
            Miss(document.id, is_extra, each.whole.of(document.text))
            for number, each in enumerate(quotations)
            if number not in hits
        ]


def _is_exact(text: str, both: Kept, pair: Pair) -> bool:
    gold, found = both.gold[pair.gold], both.found[pair.found]
    return trimmed(text, gold.whole) == trimmed(text, found.whole)


def _is_attributed(both: Kept, pair: Pair) -> bool:
    gold, found = both.gold[pair.gold], both.found[pair.found]
    return _meets(gold, found) if gold.mentions else not found.mentions


def _meets(gold: Quotation, found: Quotation) -> bool:
    return any(
        mine.meets(theirs) for mine in gold.mentions for theirs in found.mentions[:1]
    )


def _folded(name: str) -> str:
    words = fold(name)
    return _ARTICLE.sub("", words, count=1) if _ARTICLE.match(words) else words
