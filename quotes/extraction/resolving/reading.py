"""A text read from its beginning to its end: each mention against who came before it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from quotes.extraction.drafts import Draft
from quotes.extraction.items import Layout, Sentence
from quotes.extraction.resolving.answering import Answering
from quotes.extraction.resolving.folding import fold, word_set
from quotes.extraction.resolving.memory import Memory, Part
from quotes.extraction.resolving.persons import Entity
from quotes.extraction.resolving.pronoun_words import (
    LATTER_FIRST,
    latter_at,
    pronoun_of,
)
from quotes.extraction.resolving.register import Named, Register
from quotes.extraction.resolving.roles import role_of
from quotes.extraction.resolving.shapes import Form, shape_of
from quotes.extraction.resolving.subjects import subjects
from quotes.extraction.spans import Resolved, Span
from quotes.extraction.tokens import Token

#: One mention may serve many statements; what so many of them say is looked at.
_MOST_SAID = 8
#: Pronouns that are subjects wherever they stand.
_SUBJECTS = frozenset(("he", "she", "il", "elle", "-t-il", "-t-elle"))


class Reading:
    """Whom each mention of a text stands for, within the text."""

    def __init__(self, layout: Layout, drafts: Sequence[Draft]) -> None:
        self.layout, self.language = layout, layout.language
        self.register = Register(layout)
        self.memory = Memory([each.paragraph for each in layout.sentences])
        self.answering = Answering(layout, self.register, self.memory)
        self._met: set[int] = set()
        self.by_span: dict[Span, Resolved] = {}
        self.settled: dict[Span, Entity] = {}
        self._starts = [each.start for each in layout.sentences]
        self._contents: dict[Span, tuple[Span, ...]] = {}
        self._mentions: dict[int, list[Span]] = {}
        self._going_on: dict[int, list[Draft]] = {}
        for draft in drafts:
            for place in draft.mentions:
                said = [each for each in draft.content if not each.holds(place)]
                before = self._contents.get(place, ())
                self._contents[place] = (*before, *said)[:_MOST_SAID]
                listed = self._mentions.setdefault(self._sentence_of(place.start), [])
                listed.append(place)
            if draft.continues and not draft.mentions:
                self._going_on.setdefault(self._sentence_of(draft.start), []).append(
                    draft
                )

    def run(self) -> None:
        """Read the text; by_span then holds whom each mention stands for."""
        for sentence in self.layout.sentences:
            self._read(sentence)

    def _sentence_of(self, at: int) -> int:
        return max(0, bisect_right(self._starts, at) - 1)

    def _read(self, sentence: Sentence) -> None:
        number = sentence.number
        mentions = sorted({*self._mentions.get(number, ())})
        heading = self.register.is_heading(sentence)
        named = self.register.by_sentence.get(number, [])
        acting = subjects(sentence.items, named, self.language)
        events: list[tuple[int, int, Span | Named | None]] = [
            (each.run.start, 1, each) for each in named if not each.run.quoted
        ]
        events += [(at, 2, None) for at in self._pronouns(sentence)]
        events += [(place.start, 0, place) for place in mentions]
        passed = 0
        for at, _order, event in sorted(events, key=lambda each: each[:2]):
            if isinstance(event, Span):
                self._mention(event, sentence)
                passed = max(passed, event.end)
            elif heading or at < passed:
                continue
            elif isinstance(event, Named):
                part = Part.SUBJECT if event.run.start in acting else Part.OTHER
                self._name(event, number, part)
            else:
                self._in_passing(sentence, at)
        for draft in self._going_on.get(number, ()):
            self._go_on(draft, number)

    def _pronouns(self, sentence: Sentence) -> Iterator[int]:
        """Yield where subject pronouns, “ce dernier” and a title at the start stand."""
        items = sentence.items
        for at, item in enumerate(items):
            word = item.lower
            if word in _SUBJECTS or (
                word in LATTER_FIRST and word != "latter" and latter_at(items, at)
            ):
                yield item.start
        opened = len(items) > 2 and items[0].lower in ("le", "la", "the", "l'")
        if opened and any(role_of(each.text) for each in items[1:4]):
            yield items[0].start

    def _in_passing(self, sentence: Sentence, start: int) -> None:
        """Settle a pronoun or title that is no mention, for those behind it."""
        items = sentence.items
        at = bisect_left(items, start, key=lambda each: each.start)
        latter = latter_at(items, at)
        end = at + 1
        if latter:
            end = at + latter[2]
        elif not pronoun_of(items[at].lower):
            end = min(len(items), at + 4)
            roles = [n for n in range(at, end) if role_of(items[n].text)]
            end = roles[-1] + 1
            if end < len(items) and items[end].lower in ("d'", "of", "de"):
                end = min(len(items), end + 2)
        if items[at].lower == "il" and _is_nobody(items, at):
            return
        shape = shape_of(items[at:end], (), self.language)
        if shape.form is Form.TITLE and self.register.named_within(
            sentence.number, start, items[min(end, len(items) - 1)].end
        ):
            return
        entity = self.answering.answer(
            shape, Span(start, items[end - 1].end), sentence
        )[1]
        if entity is not None:
            self._acts(entity, start, sentence.number, Part.SUBJECT)

    def _name(self, named: Named, sentence: int, part: Part) -> None:
        entity = self.answering.one_of(named, sentence)
        if entity is None:
            return
        first = id(entity) not in self._met and entity.kind == "person"
        full = len(named.run.words) > 1 and (part is Part.SUBJECT or named.aged)
        if first and (entity.titles or full):
            part = Part.INTRODUCED
        self._acts(entity, named.run.start, sentence, part)

    def _acts(self, entity: Entity, at: int, sentence: int, part: Part) -> None:
        self.memory.add(entity, at, sentence, part)
        self._met.add(id(entity))
        entity.spoke = entity.spoke or part is Part.SPEAKER
        entity.acted = entity.acted or part is not Part.OTHER
        if part is not Part.OTHER:
            self.answering.actors[fold(entity.name)] = entity

    def _go_on(self, draft: Draft, sentence: int) -> None:
        before = draft.after
        if before is not None and before.mentions:
            entity = self.settled.get(before.mentions[0])
            if entity is not None:
                self.memory.add(entity, draft.start, sentence, Part.SPEAKER)

    def _mention(self, place: Span, sentence: Sentence) -> None:
        self.memory.outside = self._contents.get(place, ())
        resolved, entity = self.answering.resolve(place, sentence)
        self.memory.outside = ()
        self.by_span[place] = resolved
        if entity is not None:
            self.settled[place] = entity
            self._acts(entity, place.start, sentence.number, Part.SPEAKER)


_NOBODY = word_set(
    "faut s'agit semble reste paraît suffit existe convient arrive pleut neige faudra fallait"
    " faudrait s'est est y"
)


def _is_nobody(items: Sequence[Token], at: int) -> bool:
    """Tell whether an “il” is likely the one of “il faut”, “il y a”, “il semble”."""
    following = [each.lower for each in items[at + 1 : at + 3]]
    return bool(following) and (
        following[0] in _NOBODY - {"est", "s'est"}
        or following == ["s'", "agit"]
        or following == ["est", "possible"]
    )
