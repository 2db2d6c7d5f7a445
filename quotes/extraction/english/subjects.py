"""Who speaks, before an English verb: subjects with their names and appositions."""

from collections.abc import Sequence

from quotes.extraction.drafts import Range
from quotes.extraction.english import words as w
from quotes.extraction.english.phrases import (
    FAR,
    is_inner_stop,
    lower,
    phrase_after,
    phrase_ending,
)
from quotes.extraction.tokens import Sort, Token


def subject_before(items: Sequence[Token], at: int) -> Range | None:
    """Return the noun phrase that ends where a verb group begins, None if there is none."""
    end = at
    while (
        end > 0
        and (
            w.is_adverb(items[end - 1].lower, items[end - 1].capital)
            or items[end - 1].lower in w.DAYS
        )
        and items[end - 1].lower not in ("all", "both")
    ):
        end -= 1
    end = _before_time(items, end)
    if (relative := _relative(items, end)) is not None:
        return relative
    if end and lower(items, end - 1) == ",":
        # “Scheer, however, said”; “X, a doctor from Y, says”
        return _with_apposition(items, end - 1)
    if end and lower(items, end - 1) in (")", "–", "—", "--", "-"):
        back = _over(items, end)
        if back is not None:
            return phrase_ending(items, back)
    return phrase_ending(items, end)


def _relative(items: Sequence[Token], end: int) -> Range | None:
    """Return a relative pronoun as the subject: “…, who in May said”, “many of whom say”."""
    if lower(items, end - 1) in ("whom", "which") and lower(items, end - 2) == "of":
        return max(0, end - 3), end
    for at in range(end - 1, max(-1, end - 5), -1):
        if items[at].lower == "who":
            between = at + 1 == end or items[at + 1].lower in w.PREPOSITIONS
            return (at, at + 1) if between else None
        if items[at].sort not in (Sort.WORD, Sort.NUMBER):
            return None
    return None


def _before_time(items: Sequence[Token], end: int) -> int:
    """Step back over “last week”, “earlier this month” between a subject and its verb."""
    if lower(items, end - 1) in w.TIMES and lower(items, end - 2) in ("last", "this"):
        end -= 2
        end -= lower(items, end - 1) in ("earlier", "late", "later", "early")
    return end


_PAIRS = {")": "(", "–": "–", "—": "—", "--": "--", "-": "-"}


def _over(items: Sequence[Token], end: int) -> int | None:
    sign = _PAIRS.get(items[end - 1].text)
    for at in range(end - 2, max(-1, end - FAR), -1):
        if items[at].text == sign:
            return at
    return None


def _with_apposition(items: Sequence[Token], comma: int) -> Range | None:
    depth_limit = max(-1, comma - FAR)
    best = None
    for at in range(comma - 1, depth_limit, -1):
        text = items[at].text
        if text == "," and not _is_inner_comma(items, at):
            found = phrase_ending(items, at)
            best = found or best
            if (
                found
                and best
                and lower(items, best[0]) not in ("a", "an")
                and not _follows_comma_role(items, best)
            ):
                return named_beside(items, best)
        if (
            text in (";", ":")
            or (text == "." and not is_inner_stop(items, at))
            or items[at].sort is Sort.QUOTE
        ):
            break
    return named_beside(items, best) if best else None


def named_beside(items: Sequence[Token], place: Range) -> Range:
    """Return the name set beside a role, else the phrase itself: “her lawyer, Ann Bell,”."""
    start, end = place
    if lower(items, end) != "," or not (
        items[start].lower in w.DETERMINERS or not items[end - 1].capital
    ):
        return place
    at = end + 1
    while (
        at < len(items)
        and at < end + 8
        and (
            (items[at].sort is Sort.WORD and items[at].capital)
            or (is_inner_stop(items, at) and len(items[at - 1].text) == 1)
        )
    ):
        at += 1
    words = [each for each in items[end + 1 : at] if each.sort is Sort.WORD]
    closed = at == len(items) or items[at].text in (",", ".", "—", "–", "--")
    is_name = (
        len(words) > 1
        and max(len(each.text) for each in words) > 2
        and words[0].lower not in _REGIONS
    )
    return (end + 1, at) if is_name and closed else place


#: How the names of provinces and states of two words begin: “Truro, Nova Scotia,”.
_REGIONS = w.word_set(
    "british new nova north south west prince northwest rhode district united puerto"
)


def whole_start(items: Sequence[Token], place: Range) -> int:
    """Return where a subject begins with the role in front of its name: “the dean, Ann Bell,”."""
    start = place[0]
    if lower(items, start - 1) != ",":
        return start
    role = phrase_ending(items, start - 1)
    if role and named_beside(items, role) == place:
        return role[0]
    return start


def _is_inner_comma(items: Sequence[Token], at: int) -> bool:
    """Tell whether a comma belongs to a place or age: “Truro, N.S.,”, “Cook, 20,”."""
    after = items[at + 1] if at + 1 < len(items) else None
    return bool(
        after
        and after.sort is Sort.NUMBER
        and len(after.text) == 4
        and at
        and items[at - 1].sort is Sort.NUMBER
    )


def _follows_comma_role(items: Sequence[Token], place: Range) -> bool:
    """Tell whether a phrase is itself an apposition or the rest of one."""
    start, end = place
    before = lower(items, start - 1)
    if before != ",":
        return False
    return not items[start].capital or end - start == 1 or lower(items, end) == "."


def main_subject(items: Sequence[Token], before: int) -> Range | None:
    """Return the subject of the first verb of a sentence, as far as it can be told."""
    for at in range(1, min(before, len(items))):
        word = items[at].lower
        if word in w.AUXILIARIES - {"'s", "’s"} or (
            word.endswith("ed")
            and not items[at].capital
            and lower(items, at - 1) not in w.DETERMINERS
        ):
            found = subject_before(items, at)
            if found:
                return found
    return phrase_after(items, 0, stop=before)
