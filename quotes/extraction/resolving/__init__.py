"""Whom the mentions of a text stand for: within the text, then in the caller's database.

A register holds everybody whom the text names (register.py); the text is then read from
its beginning, and each mention is held against it and against who came before
(reading.py); the caller is asked last (asking.py). Where the text settles nobody, the
mention stays open, with its candidates and the reason.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from quotes.extraction.drafts import Draft
from quotes.extraction.items import Layout
from quotes.extraction.resolving.asking import Asking
from quotes.extraction.resolving.reading import Reading
from quotes.extraction.resolving.reasons import NO_ANTECEDENT
from quotes.extraction.spans import Known, Resolved, Span


def resolve(
    layout: Layout, drafts: Sequence[Draft], known: Known | None
) -> list[list[Resolved]]:
    """Return for each draft, in their order, whom each of its mentions stands for.

    A draft without a mention that goes on with another's words has one entry: that
    one's speaker. Others without a mention have none, and so have headings.
    """
    reading = Reading(layout, drafts)
    reading.run()
    asking = Asking(known) if known is not None else None
    answers: defaultdict[Span, Resolved] = defaultdict(_unread)
    for place, resolved in reading.by_span.items():
        printed = " ".join(place.of(layout.text).split())
        answers[place] = asking.about(resolved, printed) if asking else resolved
    found: list[list[Resolved]] = []
    for draft in drafts:
        if draft.heading:
            found.append([])
        elif draft.mentions:
            found.append([answers[place] for place in draft.mentions])
        else:
            before = _spoken_before(draft)
            found.append([_going_on(answers[before.mentions[0]])] if before else [])
    return found


def _unread() -> Resolved:
    """Return what a mention is that lies in no sentence: there is nothing to read."""
    return Resolved(None, "as-printed", 0, reason=NO_ANTECEDENT)


def _spoken_before(draft: Draft) -> Draft | None:
    """Return the draft with a mention that a draft goes on with, None without one."""
    passed = set()
    at: Draft | None = draft
    while at is not None and not at.mentions:
        if id(at) in passed or not at.continues:
            return None
        passed.add(id(at))
        at = at.after
    return at


def _going_on(resolved: Resolved) -> Resolved:
    return replace(
        resolved, rule="continues", confidence=max(0, resolved.confidence - 15)
    )
