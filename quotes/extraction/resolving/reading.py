"""A text read from its beginning to its end: each mention against who came before it."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from quotes.extraction.drafts import Draft
from quotes.extraction.items import Layout, Sentence
from quotes.extraction.resolving import reasons
from quotes.extraction.resolving.descriptions import by_body, by_title
from quotes.extraction.resolving.folding import fold
from quotes.extraction.resolving.memory import Memory, Part
from quotes.extraction.resolving.metonyms import by_place
from quotes.extraction.resolving.persons import Entity
from quotes.extraction.resolving.phrases import before_relative, printed
from quotes.extraction.resolving.pronouns import by_latter, by_pronoun
from quotes.extraction.resolving.register import Named, Register
from quotes.extraction.resolving.roles import BODIES, role_of
from quotes.extraction.resolving.shapes import (
    Form,
    Shape,
    latter_at,
    pronoun_of,
    shape_of,
)
from quotes.extraction.resolving.subjects import subjects
from quotes.extraction.spans import Candidate, Resolved, Span
from quotes.extraction.tokens import Sort, Token

Answer = tuple[Resolved, Entity | None]


class Reading:
    """Whom each mention of a text stands for, within the text."""

    def __init__(self, layout: Layout, drafts: Sequence[Draft]) -> None:
        self.layout, self.language = layout, layout.language
        self.register = Register(layout)
        self.memory = Memory([each.paragraph for each in layout.sentences])
        self.actors: dict[int, Entity] = {}
        self.described: dict[str, Entity] = {}
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
                self._contents[place] = (*self._contents.get(place, ()), *said)
                listed = self._mentions.setdefault(self._sentence_of(place.start), [])
                if place not in listed:
                    listed.append(place)
            if draft.continues and not draft.mentions:
                self._going_on.setdefault(self._sentence_of(draft.start), []).append(draft)

    def run(self) -> None:
        """Read the text; by_span then holds whom each mention stands for."""
        for sentence in self.layout.sentences:
            self._read(sentence)

    def _sentence_of(self, at: int) -> int:
        return max(0, bisect_right(self._starts, at) - 1)

    def _read(self, sentence: Sentence) -> None:
        number = sentence.number
        mentions = sorted(self._mentions.get(number, ()))
        heading = self.register.is_heading(sentence)
        named = self.register.by_sentence.get(number, [])
        acting = subjects(sentence.items, named, self.language)
        events = [(each.run.start, 1, each) for each in named if not each.run.quoted]
        events += [(at, 2, at) for at in self._pronouns(sentence)]
        events += [(place.start, 0, place) for place in mentions]
        for _at, _order, event in sorted(events, key=lambda each: each[:2]):
            if isinstance(event, Span):
                self._mention(event, sentence)
            elif any(each.start <= _at < each.end for each in mentions) or heading:
                continue
            elif isinstance(event, Named):
                part = Part.SUBJECT if event.run.start in acting else Part.OTHER
                self._name(event, number, part)
            else:
                self._in_passing(sentence, _at)
        for draft in self._going_on.get(number, ()):
            self._go_on(draft, number)

    def _pronouns(self, sentence: Sentence) -> Iterator[int]:
        """Yield where subject pronouns, “ce dernier” and a title at the start stand."""
        items = sentence.items
        for at, item in enumerate(items):
            if item.sort is not Sort.WORD:
                continue
            if item.lower in ("he", "she", "il", "elle", "-t-il", "-t-elle"):
                yield item.start
            elif latter_at(items, at) and item.lower not in ("latter",):
                yield item.start
        if len(items) > 2 and items[0].lower in ("le", "la", "the", "l'"):
            if any(role_of(each.text) for each in items[1:4]):
                yield items[0].start

    def _in_passing(self, sentence: Sentence, start: int) -> None:
        """Settle a pronoun or title that is no mention, for those behind it."""
        items = sentence.items
        at = next(n for n, each in enumerate(items) if each.start == start)
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
        entity = self._answer(shape, Span(start, items[end - 1].end), sentence)[1]
        if entity is not None:
            self._acts(entity, start, sentence.number, Part.SUBJECT)

    def _name(self, named: Named, sentence: int, part: Part) -> None:
        entity = self._one_of(named, sentence)
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
        if part is not Part.OTHER:
            self.actors[id(entity)] = entity

    def _one_of(self, named: Named, sentence: int) -> Entity | None:
        """Return whose a name is; of several with the surname, the one last read of."""
        if len(named.entities) == 1:
            return named.entities[0]
        gender = named.run.gender
        for each in self.memory.back(named.run.start, sentence):
            if each.entity in named.entities and gender in ("", each.entity.gender):
                return each.entity
        return None

    def _go_on(self, draft: Draft, sentence: int) -> None:
        before = draft.after
        if before is not None and before.mentions:
            entity = self.settled.get(before.mentions[0])
            if entity is not None:
                self.memory.add(entity, draft.start, sentence, Part.SPEAKER)

    def _mention(self, place: Span, sentence: Sentence) -> None:
        self.memory.outside = self._contents.get(place, ())
        resolved, entity = self.resolve(place, sentence)
        self.memory.outside = ()
        self.by_span[place] = resolved
        if entity is not None:
            self.settled[place] = entity
            self._acts(entity, place.start, sentence.number, Part.SPEAKER)

    def resolve(self, place: Span, sentence: Sentence) -> Answer:
        """Return whom a stretch of a sentence stands for, and its entity."""
        items = [i for i in sentence.items if Span(i.start, i.end).meets(place)]
        if not items:
            return Resolved(printed(self.layout.text, place), "as-printed", 30), None
        named = self.register.named_within(sentence.number, place.start, place.end)
        shape = shape_of(items, named, self.language)
        if shape.form is Form.RELATIVE:
            before = before_relative(sentence.items, place.start, self.language)
            if before is None:
                return Resolved(None, "relative", 0, reason=reasons.NO_ANTECEDENT), None
            resolved, entity = self.resolve(before, sentence)
            return (
                Resolved(
                    *(resolved.name, "relative", min(70, resolved.confidence), None),
                    *(resolved.candidates, resolved.reason, resolved.metonym),
                ),
                entity,
            )
        if shape.form in (Form.TITLE, Form.BODY, Form.DESCRIPTION):
            behind = named_behind(self.register, sentence, place.end)
            if behind is not None:
                entity = self._one_of(behind, sentence.number)
                if entity is not None:
                    return Resolved(entity.name, "apposition", 75), entity
        return self._answer(shape, place, sentence)

    def _answer(self, shape: Shape, place: Span, sentence: Sentence) -> Answer:
        at, number = place.start, sentence.number
        entities = self.register.entities
        if shape.form is Form.PRONOUN:
            return by_pronoun(self.memory, shape, at, number, self.language)
        if shape.form is Form.LATTER:
            return by_latter(self.memory, shape, at, number, self.language)
        if shape.form is Form.NAMES:
            return self._names(shape, number)
        answer: Answer = Resolved(None, "described", 0), None
        if shape.form is Form.TITLE:
            answer = by_title(entities, self.memory, shape, at, number)
        elif shape.form is Form.BODY:
            everybody = [*entities, *self.described.values()]
            answer = by_body(everybody, self.memory, shape, at, number)
        if answer[0].rule == "described":
            return self._describe(shape, answer[0].reason)
        return answer

    def _describe(self, shape: Shape, reason: str) -> Answer:
        """Let a description stand for itself: unnamed sources, groups, single offices."""
        items: Sequence[Token] = shape.phrase
        name = printed(self.layout.text, Span(items[0].start, items[-1].end))
        if len(items) == 1 and items[0].capital and shape.form is Form.DESCRIPTION:
            return Resolved(name, "name", 60), self._lone(items[0])
        kind = {Form.TITLE: "person", Form.BODY: "body"}.get(shape.form, "group")
        if kind == "group" and shape.head in BODIES and not shape.plural:
            kind = "body"
        entity = self.described.get(name.lower())
        if entity is None and len(items) == 1:
            entity = self._described_before(shape)
            if entity is not None:
                return Resolved(entity.name, "description", 55, reason=reason), entity
        if entity is None:
            words = tuple(i.text for i in items if i.sort is Sort.WORD)
            entity = Entity(name, words or (name,), kind, shape.gender, shape.plural)
            if kind == "group" and not shape.plural and role_of(shape.head):
                entity.kind = "person"
            self.described[name.lower()] = entity
        return Resolved(name, "description", 60, reason=reason), entity

    def _lone(self, item: Token) -> Entity:
        known = self.register.named((fold(item.text),))
        return known[0] if len(known) == 1 else Entity(item.text, (item.text,))

    def _described_before(self, shape: Shape) -> Entity | None:
        """Return what was described with the same noun: “ces associations”."""
        if not shape.definite:
            return None
        for each in reversed(self.described.values()):
            at = 0 if self.language == "fr" else -1
            if len(each.words) > 1 and shape.head in (each.folded[at], each.folded[0]):
                return each
        return None

    def _names(self, shape: Shape, sentence: int) -> Answer:
        if len(shape.named) > 1:
            return self._together(shape, sentence)
        named = shape.named[0]
        entity = self._one_of(named, sentence)
        if entity is None:
            listed = tuple(
                Candidate(each.name, reasons.HAS_SURNAME) for each in named.entities
            )
            reason = reasons.SHARED_SURNAME
            return Resolved(None, "name", 0, candidates=listed, reason=reason), None
        if entity.kind in ("place", "body"):
            found = by_place(entity.name, self.actors.values(), self.language)
            if found is not None:
                return found[0], found[1] or entity
        if entity.kind in ("body", "") and not entity.acronym:
            longer = printed_body(self.layout.text, named, shape, entity)
            if longer:
                return Resolved(longer, "name", 85), entity
        if len(named.entities) > 1:
            return Resolved(entity.name, "surname", 60), entity
        is_full = len(named.run.words) >= len(entity.words)
        rule = "name" if is_full else "short-name"
        return Resolved(entity.name, rule, 95 if is_full else 88), entity

    def _together(self, shape: Shape, sentence: int) -> Answer:
        """Return several who speak with one mention, as one enumeration."""
        found = [self._one_of(each, sentence) for each in shape.named]
        names = [
            entity.name if entity else " ".join(each.run.words)
            for entity, each in zip(found, shape.named, strict=True)
        ]
        word = " et " if self.language == "fr" else " and "
        name = word.join([", ".join(names[:-1]), names[-1]])
        listed = tuple(Candidate(each, reasons.JOINED) for each in names)
        entity = Entity(name, tuple(names), "group", plural=True)
        return Resolved(name, "names", 80, candidates=listed), entity


def printed_body(text: str, named: Named, shape: Shape, entity: Entity) -> str:
    """Return a body's name with the words in small letters that go on with it, or "".

    “La Commission européenne”, “Parquet fédéral”: as far as the head of the mention.
    """
    end = shape.phrase[-1].end if shape.phrase else named.run.end
    if end <= named.run.end or len(named.run.words) < len(entity.words):
        return ""
    return printed(text, Span(named.run.start, end))


def named_behind(register: Register, sentence: Sentence, at: int) -> Named | None:
    """Return the person's full name right behind a description: “her lawyer, Jane Doe,”."""
    items = sentence.items
    first = next((n for n, each in enumerate(items) if each.start >= at), len(items))
    apart = first < len(items) and items[first].text == ","
    start = first + 1 if apart else first
    if start >= len(items):
        return None
    found = register.named_within(sentence.number, items[start].start, items[start].end)
    for each in found:
        run = each.run
        closed = run.last >= len(items) or items[run.last].text in (",", ".", ")")
        if run.first == start and len(run.words) > 1 and (closed or not apart):
            return each if each.entities[0].kind == "person" else None
    return None


_NOBODY = frozenset(
    "faut s'agit semble reste paraît suffit existe convient arrive pleut faudra fallait"
    " faudrait s'est est y".split()
)


def _is_nobody(items: Sequence[Token], at: int) -> bool:
    """Tell whether an “il” is likely the one of “il faut”, “il y a”, “il semble”."""
    following = [each.lower for each in items[at + 1 : at + 3]]
    return bool(following) and (
        following[0] in _NOBODY - {"est", "s'est"}
        or following == ["s'", "agit"]
        or following == ["est", "possible"]
    )
