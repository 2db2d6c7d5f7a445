"""The register of a text: everybody it names, and where."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quotes.extraction.items import Layout, Sentence
from quotes.extraction.resolving.acronyms import acronym_behind, initials
from quotes.extraction.resolving.firstnames import is_first_name
from quotes.extraction.resolving.folding import fold
from quotes.extraction.resolving.kin import is_kin
from quotes.extraction.resolving.naming import Run, is_capital
from quotes.extraction.resolving.offices import Title
from quotes.extraction.resolving.persons import Entity, goes_with
from quotes.extraction.resolving.places import is_place
from quotes.extraction.resolving.sentence_names import names_of
from quotes.extraction.resolving.titles import (
    FAR,
    title_after,
    title_before,
    title_leading,
)
from quotes.extraction.tokens import Sort, Token

#: A paragraph no longer than this that ends without a stop is a heading or a byline.
_HEADING = 90
_ENDS = (".", "!", "?", "…", "»", "”", '"', ":", "'", "’", ")", ";", ",")
#: Last words of a firm's full name.
_FIRMS = frozenset(("inc", "corp", "ltd", "llc", "co", "plc", "group", "company"))
#: So many names compete for a surname at most; more are left out of the comparing.
_MOST = 12
#: One who was named oftener before is brought in as nobody's relative.
_BROUGHT_IN = 2


@dataclass(frozen=True, slots=True)
class Named:
    """A name in its sentence: whose it can be; several where a surname is shared."""

    run: Run
    entities: tuple[Entity, ...]
    #: An age stands behind it: “Jane Doe, 50”.
    aged: bool = False


class Register:
    """The entities of a text, and the names of each sentence by its number."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.entities: list[Entity] = []
        self.by_sentence: dict[int, list[Named]] = {}
        self._by_last: dict[str, list[Entity]] = defaultdict(list)
        self._by_first: dict[str, list[Entity]] = defaultdict(list)
        self._by_name: dict[tuple[str, ...], Entity] = {}
        self._by_head: dict[str, list[Entity]] = defaultdict(list)
        self._by_word: dict[str, list[Entity]] = defaultdict(list)
        self._by_initials: dict[str, list[Entity]] = defaultdict(list)
        self._by_acronym: dict[str, Entity] = {}
        runs = names_of(layout)
        #: Lone words that are names inside a sentence, not only at its start.
        self._inside = {
            run.words[0].lower()
            for found in runs.values()
            for run, _items in found
            if not run.alone
        }
        for sentence in layout.sentences:
            for run, items in runs[sentence.number]:
                self._take_long(run, items)
        for entity in self.entities:
            entity.guess()
        for sentence in layout.sentences:
            found = (self._take(run, items) for run, items in runs[sentence.number])
            self.by_sentence[sentence.number] = [each for each in found if each]
        for entity in self.entities:
            entity.guess()

    def is_heading(self, sentence: Sentence) -> bool:
        """Tell whether a sentence is a heading, a byline or a dateline of its own."""
        place = self.layout.paragraphs[sentence.paragraph]
        return place.end - place.start <= _HEADING and not place.of(
            self.layout.text
        ).rstrip().endswith(_ENDS)

    def named_within(self, sentence: int, start: int, end: int) -> list[Named]:
        """Return the names of a sentence that lie inside a stretch, outside quotations."""
        named = self.by_sentence.get(sentence, [])
        first = bisect_right(named, start, key=lambda each: each.run.end)
        last = bisect_left(named, end, key=lambda each: each.run.start)
        return named[first:last]

    def bearing(self, head: str) -> Sequence[Entity]:
        """Return who bears a title, by its common form; the first of them, if many."""
        return self._by_head.get(head, ())

    def with_word(self, word: str) -> Sequence[Entity]:
        """Return those whose name of several words holds a folded word; no more than some."""
        return self._by_word.get(word, ())[:_MOST]

    def named(self, words: tuple[str, ...]) -> tuple[Entity, ...]:
        """Return whose a folded name can be: the one of that name, else those of the surname."""
        if words in self._by_name:
            return (self._by_name[words],)
        at_end = self._by_last[words[-1]][:_MOST]
        found = [each for each in at_end if goes_with(each.folded, words)]
        persons = [each for each in found if each.could_be_named()]
        if not found and len(words) == 1:
            found = self._by_beginning(words[0]) or self._by_middle(words[0])
        return tuple(persons or found)

    def _by_beginning(self, word: str) -> list[Entity]:
        """Return the only one whose name begins with a word: “Suncor”, “Wendy”."""
        found = [
            each
            for each in self._by_first[word]
            if each.kind == "person" or (each.kind != "place" and not is_place(word))
        ]
        firms = [each for each in found if each.folded[-1] in _FIRMS]
        found = firms if len(found) > 1 else found
        return found if len(found) == 1 else []

    def _by_middle(self, word: str) -> list[Entity]:
        """Return the only person with a word inside the name: “Pedro Ruiz Soto”, “Ruiz”."""
        found = [
            each
            for each in self._by_word.get(word, ())[:_MOST]
            if each.kind == "person" and not is_first_name(word)
        ]
        return found if len(found) == 1 else []

    def _take_long(self, run: Run, items: tuple[Token, ...]) -> None:
        """Enter a name of several words, or with its short form in parentheses."""
        full = acronym_behind(items, run, self.layout.text)
        if full is not None:
            entity = self._enter(full.words, full.name, "body")
            entity.acronym = full.acronym
            self._by_acronym[full.acronym.lower()] = entity
            return
        if len(run.words) < 2:
            return
        for entity in self._by_last[run.folded[-1]][:_MOST]:
            if _same_kind(entity, run) and goes_with(entity.folded, run.folded):
                self._merge(entity, run)
                return
        self._enter(run.words, self.layout.text[run.start : run.end], run.kind)

    def _merge(self, entity: Entity, run: Run) -> None:
        entity.takes(run.words, self.layout.text[run.start : run.end])
        entity.kind = entity.kind or run.kind
        self._by_name[run.folded] = entity
        self._by_first[run.folded[0]] += [entity] * (
            entity not in self._by_first[run.folded[0]]
        )

    def _enter(self, words: tuple[str, ...], name: str, kind: str) -> Entity:
        entity = Entity(" ".join(name.split()), words, kind, plural=kind == "group")
        known = self._by_name.setdefault(entity.folded, entity)
        if known is entity:
            self.entities.append(entity)
            self._by_last[entity.folded[-1]].append(entity)
            if len(words) > 1:
                self._by_first[entity.folded[0]].append(entity)
                self._by_initials[initials(words)].append(entity)
                for word in {*entity.folded}:
                    self._by_word[word].append(entity)
        else:
            known.kind = known.kind or kind
        return known

    def _take(self, run: Run, items: tuple[Token, ...]) -> Named | None:
        """Tell whose a name is, and learn what stands around it."""
        word = run.words[0]
        if len(run.words) == 1 and word.lower() in self._by_acronym:
            found: tuple[Entity, ...] = (self._by_acronym[word.lower()],)
        else:
            found = self.named(run.folded) or self.named(_parted(word))
        if not found and len(run.words) == 1 and word.isupper() and len(word) > 1:
            found = self._spelled_out(word)
        if not found:
            if run.doubtful or (run.alone and word.lower() not in self._inside):
                return None
            found = (self._enter(run.words, " ".join(run.words), run.kind),)
        if len(found) > 1 and run.gender:
            same = tuple(each for each in found if each.gender == run.gender)
            found = same or tuple(each for each in found if not each.gender) or found
        if len(found) == 1:
            self._learn(found[0], run, items)
        behind = items[run.last : run.last + 2]
        aged = [each.sort for each in behind] == [Sort.SIGN, Sort.NUMBER]
        return Named(run, found, aged)

    def _spelled_out(self, word: str) -> tuple[Entity, ...]:
        listed = self._by_initials.get(word, ())
        found = [each for each in listed if each.kind in ("body", "")]
        if len(found) == 1:
            found[0].acronym = word
            found[0].kind = "body"
            self._by_acronym[word.lower()] = found[0]
            return (found[0],)
        return ()

    def _learn(self, entity: Entity, run: Run, items: tuple[Token, ...]) -> None:
        entity.named += 1
        if run.kind == "person" and entity.kind == "":
            entity.kind = "person"
        entity.learn(run.gender)
        if entity.named <= _BROUGHT_IN and is_kin(items, run.first):
            entity.kin = True
        if self.layout.language == "fr" and run.determined and run.opening:
            self._learn_article(entity, items[run.opening - 1].lower)
        if entity.kind not in ("person", "") or run.quoted:
            return
        for title in self._titles(entity, run, items):
            entity.titles.append(title)
            bearers = self._by_head[title.head]
            if entity not in bearers and len(bearers) < _MOST:
                bearers.append(entity)
            if not title.plural:
                entity.learn(title.gender)
            entity.kind = "person"

    def _learn_article(self, entity: Entity, article: str) -> None:
        """“La NASA”, “le CERN”, “les Frères”: the article tells gender and number."""
        if entity.kind != "person":
            entity.learn({"la": "f", "le": "m", "du": "m", "au": "m"}.get(article, ""))
            entity.plural = entity.plural or article in ("les", "des", "aux")

    def _titles(
        self, entity: Entity, run: Run, items: tuple[Token, ...]
    ) -> Iterator[Title]:
        """Yield the titles that stand before and behind a name."""
        language = self.layout.language
        before = title_before(items, run, language)
        if before is not None:
            yield before
        elif run.first > 2 and items[run.first - 2].lower in ("et", "and", "&"):
            # “ses homologues ukrainien X et européen Y”
            yield from self._shared(items, run)
        if not run.possessed:
            after = title_after(items, run, language)
            if after is not None:
                yield after
        leading = title_leading(items, run, self._next_name(run, items))
        if leading is not None:
            yield leading

    def _next_name(self, run: Run, items: tuple[Token, ...]) -> int:
        end = min(len(items), run.last + 2 * FAR)
        return next((at for at in range(run.last, end) if is_capital(items, at)), end)

    def _shared(self, items: tuple[Token, ...], run: Run) -> Iterator[Title]:
        last = fold(items[run.first - 3].text)
        for other in self._by_last[last][:1]:
            for title in other.titles[-1:]:
                if title.plural:
                    yield title


def _parted(word: str) -> tuple[str, ...]:
    """Return the folded words of “JaneDoe”, as accounts are named."""
    return tuple(fold(each) for each in _INNER.findall(word)) or (fold(word),)


_INNER = re.compile(r"[^\W\d_][^\W\d_A-Z]+")


def _same_kind(entity: Entity, run: Run) -> bool:
    if entity.kind == "body" and run.kind == "body":
        # The shorter one must be the end of the longer: “Diocese of Covington”.
        short, long = sorted((entity.folded, run.folded), key=len)
        return long[-len(short) :] == short
    return entity.kind in ("person", "") and run.kind in ("person", "")
