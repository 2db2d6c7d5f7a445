"""Whom one mention stands for, by its form, with what the text has told so far."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from quotes.extraction.items import Layout, Sentence
from quotes.extraction.resolving import reasons
from quotes.extraction.resolving.descriptions import by_body, by_title
from quotes.extraction.resolving.folding import fold
from quotes.extraction.resolving.memory import Memory
from quotes.extraction.resolving.metonyms import by_place
from quotes.extraction.resolving.persons import Entity
from quotes.extraction.resolving.phrases import (
    before_relative,
    named_behind,
    printed,
    printed_body,
)
from quotes.extraction.resolving.pronouns import by_latter, by_pronoun
from quotes.extraction.resolving.register import Named, Register
from quotes.extraction.resolving.roles import BODIES, GROUPS, role_of
from quotes.extraction.resolving.shapes import Form, Shape, shape_of
from quotes.extraction.spans import Candidate, Resolved, Span
from quotes.extraction.tokens import Sort, Token, tokens

Answer = tuple[Resolved, Entity | None]


class Answering:
    """The register and the memory of a text, asked for one mention after the other."""

    def __init__(self, layout: Layout, register: Register, memory: Memory) -> None:
        self.layout, self.language = layout, layout.language
        self.register, self.memory = register, memory
        #: Who spoke or was the subject of a sentence so far, by folded name.
        self.actors: dict[str, Entity] = {}
        #: What a description that names nobody stands for: by its words, by its noun.
        self._described: dict[str, Entity] = {}
        self._by_noun: dict[str, Entity] = {}

    def resolve(self, place: Span, sentence: Sentence) -> Answer:
        """Return whom a stretch of a sentence stands for, and its entity."""
        items = self._items(place, sentence)
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
                entity = self.one_of(behind, sentence.number)
                if entity is not None:
                    return Resolved(entity.name, "apposition", 75), entity
        return self.answer(shape, place, sentence)

    def _items(self, place: Span, sentence: Sentence) -> Sequence[Token]:
        """Return the items of a stretch, also where it lies inside a quotation."""
        items = sentence.items
        first = bisect_right(items, place.start, key=lambda each: each.end)
        last = bisect_left(items, place.end, key=lambda each: each.start)
        found = items[first:last]
        if len(found) == 1 and found[0].sort is Sort.QUOTE:
            return tokens(self.layout.text, self.language, place.start, place.end)
        return found

    def one_of(self, named: Named, sentence: int) -> Entity | None:
        """Return whose a name is.

        Of several with the surname, relatives whom the text brings in as such left out, the one last read of; where one sentence read of
        two of them last, the one who has spoken so far; where none was read of yet, the
        one whom the text names far oftener. None where that settles nobody.
        """
        if len(named.entities) == 1:
            return named.entities[0]
        gender, found, at = named.run.gender, None, 0
        own = [
            each
            for each in named.entities
            if not each.kin and (gender in ("", each.gender) or not each.gender)
        ]
        entities = own or named.entities
        if len(entities) == 1:
            return entities[0]
        for each in self.memory.back(named.run.start, sentence):
            if each.entity not in entities or each.entity is found:
                continue
            if found is not None:
                return _foremost(found, each.entity) if each.sentence == at else found
            if gender in ("", each.entity.gender):
                found, at = each.entity, each.sentence
        return found or _most_named(entities)

    def answer(self, shape: Shape, place: Span, sentence: Sentence) -> Answer:
        at, number = place.start, sentence.number
        if shape.form is Form.PRONOUN:
            return by_pronoun(self.memory, shape, at, number, self.language)
        if shape.form is Form.LATTER:
            return by_latter(self.memory, shape, at, number, self.language)
        if shape.form is Form.NAMES:
            return self._names(shape, number)
        answer: Answer = Resolved(None, "described", 0), None
        if shape.title is not None:
            answer = by_title(
                self.register.bearing, self.memory, shape.title, shape, at, number
            )
        elif shape.form is Form.BODY:
            known = [*self.register.with_word(shape.head)]
            if shape.head in self._by_noun:
                known.append(self._by_noun[shape.head])
            answer = by_body(known, self.memory, shape, at, number)
        if answer[0].rule == "described":
            return self._describe(shape, answer[0].reason)
        return answer

    def _describe(self, shape: Shape, reason: str) -> Answer:
        """Let a description stand for itself: unnamed sources, groups, single offices."""
        items: Sequence[Token] = shape.phrase
        name = printed(self.layout.text, Span(items[0].start, items[-1].end))
        lone = len(items) == 1 and items[0].capital and not shape.plural
        if lone and shape.form is Form.DESCRIPTION and shape.head not in GROUPS:
            return Resolved(name, "name", 60), self._lone(items[0])
        kind = {Form.TITLE: "person", Form.BODY: "body"}.get(shape.form, "group")
        if kind == "group" and shape.head in BODIES and not shape.plural:
            kind = "body"
        entity = self._described.get(name.lower())
        if entity is None and len(items) == 1:
            entity = self._described_before(shape)
            if entity is not None:
                return Resolved(entity.name, "description", 55, reason=reason), entity
        if entity is None:
            words = tuple(i.text for i in items if i.sort is Sort.WORD)
            entity = Entity(name, words or (name,), kind, shape.gender, shape.plural)
            if kind == "group" and not shape.plural and role_of(shape.head):
                entity.kind = "person"
            self._described[name.lower()] = entity
            if len(words) > 1 and shape.head:
                self._by_noun[shape.head] = entity
        return Resolved(name, "description", 60, reason=reason), entity

    def _lone(self, item: Token) -> Entity:
        known = self.register.named((fold(item.text),))
        return known[0] if len(known) == 1 else Entity(item.text, (item.text,))

    def _described_before(self, shape: Shape) -> Entity | None:
        """Return what was described with the same noun: “ces associations”."""
        return self._by_noun.get(shape.head) if shape.definite else None

    def _names(self, shape: Shape, sentence: int) -> Answer:
        if len(shape.named) > 1:
            return self._together(shape, sentence)
        named = shape.named[0]
        entity = self.one_of(named, sentence)
        if entity is None:
            listed = tuple(
                Candidate(each.name, reasons.HAS_SURNAME) for each in named.entities
            )
            reason = reasons.SHARED_SURNAME
            return Resolved(None, "name", 0, candidates=listed, reason=reason), None
        if entity.kind in ("place", "body"):
            found = by_place(entity.name, self.actors, self.language)
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
        found = [self.one_of(each, sentence) for each in shape.named]
        names = [
            entity.name if entity else " ".join(each.run.words)
            for entity, each in zip(found, shape.named, strict=True)
        ]
        word = " et " if self.language == "fr" else " and "
        name = word.join([", ".join(names[:-1]), names[-1]])
        listed = tuple(Candidate(each, reasons.JOINED) for each in names)
        entity = Entity(name, tuple(names), "group", plural=True)
        return Resolved(name, "names", 80, candidates=listed), entity


def _foremost(one: Entity, other: Entity) -> Entity | None:
    """Return which of two has spoken so far, None where that tells them not apart."""
    if one.spoke == other.spoke:
        return None
    return one if one.spoke else other


def _most_named(entities: Sequence[Entity]) -> Entity | None:
    """Return the one whose full name the text has thrice as often as any other's."""
    first, second, *_rest = sorted(entities, key=lambda each: -each.named)
    return first if first.named >= 3 * max(1, second.named) else None
