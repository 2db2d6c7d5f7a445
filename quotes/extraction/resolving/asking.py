"""The caller's database, asked last: by name, and by office where nobody was settled."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from quotes.extraction.resolving import reasons
from quotes.extraction.spans import Candidate, Identity, Known, Resolved


class Asking:
    """What the caller knows, each question put once."""

    def __init__(self, known: Known) -> None:
        self._named = _once(known.named)
        self._holding = _once(known.holding)

    def about(self, resolved: Resolved, printed: str) -> Resolved:
        """Return a mention's resolution with what the caller knows of it.

        printed is the mention as it stands in the text.
        """
        if resolved.name is None:
            return self._open(resolved, printed)
        if resolved.rule == "names":
            return replace(resolved, candidates=self._keyed(resolved.candidates))
        found = self._named(resolved.name)
        # “le Pentagone”, “le quotidien X”: nothing of the name is lost as printed.
        if not found and (resolved.metonym or resolved.name in printed):
            found = self._named(printed)
        if len(found) == 1:
            return replace(resolved, key=found[0].key, name=found[0].name)
        if len(found) > 1:
            return _left_open(resolved, found)
        if resolved.rule == "description" and resolved.reason:
            return self._by_office(resolved, printed)
        return resolved

    def _open(self, resolved: Resolved, printed: str) -> Resolved:
        resolved = replace(resolved, candidates=self._keyed(resolved.candidates))
        if resolved.rule != "title":
            return resolved
        return self._by_office(resolved, printed)

    def _by_office(self, resolved: Resolved, printed: str) -> Resolved:
        """Take the only holder of the office on that day; list several."""
        holders = self._holding(printed)
        if len(holders) == 1:
            holder = holders[0]
            return Resolved(holder.name, "office", 60, holder.key)
        if not holders:
            return resolved
        keys = {each.key for each in resolved.candidates if each.key is not None}
        more = tuple(
            Candidate(each.name, reasons.HOLDS_OFFICE, each.key)
            for each in holders
            if each.key not in keys
        )
        return replace(
            resolved,
            name=None,
            rule="title",
            confidence=0,
            candidates=(*resolved.candidates, *more),
            reason=reasons.SEVERAL_HOLDERS,
        )

    def _keyed(self, candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
        """Give candidates their keys where the caller knows exactly one of the name."""
        keyed = []
        for each in candidates:
            found = self._named(each.name)
            if len(found) == 1:
                each = Candidate(found[0].name, each.reason, found[0].key)
            keyed.append(each)
        return tuple(keyed)


def _left_open(resolved: Resolved, found: Sequence[Identity]) -> Resolved:
    listed = tuple(Candidate(e.name, reasons.KNOWN_BY_NAME, e.key) for e in found)
    return replace(
        resolved,
        name=None,
        confidence=0,
        candidates=listed,
        reason=reasons.SEVERAL_KNOWN,
    )


def _once(
    ask: Callable[[str], Sequence[Identity]],
) -> Callable[[str], Sequence[Identity]]:
    answers: dict[str, Sequence[Identity]] = {}

    def asked(words: str) -> Sequence[Identity]:
        if words not in answers:
            answers[words] = ask(words)
        return answers[words]

    return asked
