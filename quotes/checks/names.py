"""M…: the record's speaker against the names in the text."""

import re
from collections.abc import Iterator
from functools import lru_cache

from quotes.checks.reading import (
    is_named,
    meet,
    named_at,
    near_in_paragraph,
    paragraph_of,
    paragraphs_of,
    with_surnames,
    word_set,
    words_at,
)
from quotes.checks.statement import Claim, Found, Known, Place, Statement, spelled
from quotes.checks.titles import is_past_or_future, is_pronoun, role_in
from quotes.texts import fold

#: How far from a cue a name can be its subject.
_REACH = 120
#: Between a name and the cue it is the subject of: nothing, or an apposition.
_SUBJECT_BEFORE = re.compile(r"\s*(?:,[^,.;:!?…«»“”\"\n]{1,80},)?\s*")
#: Between a cue and the name that is its subject: at most its title.
_SUBJECT_AFTER = re.compile(
    r"\s+(?:(?:l[’']|M\.|Mme|Mr\.?|Mrs\.?|Ms\.?)\s*)?"
    r"(?:[a-zà-ÿ’'-]+\s+){0,3}"
)
#: After these a name is whom one speaks to or of, not who speaks.
_NOT_SUBJECT = re.compile(
    r"(?<!\w)(?:à|a|au|aux|de|du|des|d|avec|pour|par|sur|contre|chez|que|qu|et|ou"
    r"|to|of|with|for|by|on|about|against|that|and|or|from)(?:\s+|[’'])$",
    re.IGNORECASE,
)
_JOINED = re.compile(
    r"(?<!\w)(?:à|a|au|aux|avec|pour|par|sur|contre|chez|que|qu|et|de|du|des|d"
    r"|to|of|with|for|by|on|about|against|that|and|from)(?!\w)",
    re.IGNORECASE,
)
#: These verbs are followed by whom one tells.
_TELLS = re.compile(
    r"(?<!\w)(?:tell|told|tells|inform|warn|urg|ask|assur|remind|prais|accus|thank|avert"
    r"|préven|inform|exhort|appel|remerci|félicit|critiqu|accus|rappel|assur)\w*",
    re.IGNORECASE,
)
_OWN_PRONOUN = re.compile(
    r"-(?:il|elle|ils|elles|on|t-il|t-elle)(?!\w)|^(?:he|she|they|il|elle|ils|elles)\s",
    re.IGNORECASE,
)


def names(statement: Statement) -> Iterator[Found]:
    """Yield M001, M003 and M004."""
    for claim in statement.claims:
        yield from _elsewhere(statement, claim)
        yield from _nowhere(statement, claim)
        yield from _out_of_office(statement, claim)


def _elsewhere(statement: Statement, claim: Claim) -> Iterator[Found]:
    """M001: the mention stands in another paragraph than content and cue."""
    text, mention = statement.text, claim.mention
    if mention is None or not statement.contents:
        return
    here = paragraph_of(text, mention)
    contents = paragraphs_of(text, statement.contents)
    if any(meet(here, each) for each in contents):
        return
    first = min(start for start, _end in contents)
    if any(meet(here, each) for each in paragraphs_of(text, statement.cues)):
        if mention[0] < first:
            return  # announced: “Brandt said:”, and the words below
        severity = "medium"
    elif statement.cues or not _is_right_above(text, here, first):
        severity = "high"
    else:
        severity = "medium"  # goes on with what the paragraph above began
    yield Found(
        "M001",
        severity,
        spelled(mention),
        {
            "mention": words_at(text, mention),
            "words": words_at(text, statement.contents[0]),
        },
    )


def _is_right_above(text: str, paragraph: Place, first: int) -> bool:
    return paragraph[1] <= first and not text[paragraph[1] : first].strip()


def _nowhere(statement: Statement, claim: Claim) -> Iterator[Found]:
    """M003: no name and no title of the speaker stands anywhere in the text."""
    speaker = claim.speaker
    if speaker is None or not speaker.names:
        return
    known = with_surnames(speaker.names, is_person=speaker.is_person)
    known += speaker.titles
    if is_named(statement.text, known, (0, len(statement.text))):
        return
    folded = _folded(statement.text)
    bare = {fold(re.sub(r"\([^)]*\)", " ", name)) for name in known} - {""}
    if any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", folded) for name in bare):
        return
    yield Found("M003", "medium", speaker.key, {"speaker": speaker.names[0]})


@lru_cache(maxsize=2)
def _folded(text: str) -> str:
    return fold(text)


def _out_of_office(statement: Statement, claim: Claim) -> Iterator[Found]:
    """M004: the text gives the speaker a title that they held at another time."""
    speaker, mention = claim.speaker, claim.mention
    if speaker is None or mention is None or not speaker.lapsed:
        return
    words = statement.text[mention[0] : min(mention[1], mention[0] + 200)]
    role = role_in(words)
    if not role or is_past_or_future(words):
        return
    if any(role_in(title) in (role, "") for title in speaker.titles):
        return
    lapsed = [title for title in speaker.lapsed if role_in(title) == role]
    if not lapsed and speaker.titles:
        return
    yield Found(
        "M004",
        "medium",
        spelled(mention),
        {
            "mention": words_at(statement.text, mention),
            "speaker": speaker.names[0],
            "office": (lapsed or list(speaker.lapsed))[0],
        },
    )


def other_names(statement: Statement) -> Iterator[Found]:
    """Yield M002: another speaker's name stands where the subject of the cue stands."""
    yield from _named_otherwise(statement)
    own = tuple(
        name
        for speaker in statement.speakers()
        for name in with_surnames(speaker.names, is_person=speaker.is_person)
    )
    text = statement.text
    for cue in statement.cues:
        within = near_in_paragraph(text, cue)
        if not statement.claims or _has_own_subject(statement, cue):
            continue
        if is_named(text, own, within):
            continue
        for other, place in _subjects(statement, cue, within):
            yield _mistaken(statement, other, place, words_at(text, cue))
            return


def _named_otherwise(statement: Statement) -> Iterator[Found]:
    """Yield mentions that name another speaker than the one they resolve to."""
    text = statement.text
    for claim in statement.claims:
        speaker, mention = claim.speaker, claim.mention
        if speaker is None or mention is None or is_pronoun(text[slice(*mention)]):
            continue
        own = with_surnames(speaker.names, is_person=speaker.is_person)
        if is_named(text, own, near_in_paragraph(text, mention)):
            continue
        for other, place in _others_within(statement, mention):
            if not _NOT_SUBJECT.search(text[max(0, place[0] - 8) : place[0]]):
                yield _mistaken(statement, other, place, words_at(text, mention))
                return


def _mistaken(statement: Statement, other: Known, place: Place, near: str) -> Found:
    named = ", ".join(speaker.names[0] for speaker in statement.speakers())
    details = {"name": words_at(statement.text, place), "near": near}
    if named:
        details["speaker"] = named
    else:
        details["case"] = "unresolved"
    return Found("M002", "high", f"{spelled(place)} {other.key}", details)


def _has_own_subject(statement: Statement, cue: Place) -> bool:
    """Tell whether a mention of ours, or a pronoun in the cue, fills the subject's place."""
    text = statement.text
    if _OWN_PRONOUN.search(text[cue[0] : min(cue[1], cue[0] + 80)] + " "):
        return True
    return any(
        meet(mention, (max(0, cue[0] - 3), cue[1] + 3))
        or (
            mention[1] <= cue[0]
            and cue[0] - mention[1] < _REACH
            and _SUBJECT_BEFORE.fullmatch(text, mention[1], cue[0]) is not None
        )
        for mention in statement.mentions()
    )


def _subjects(
    statement: Statement, cue: Place, within: Place
) -> Iterator[tuple[Known, Place]]:
    """Yield other speakers, with the place of the name, who can be a cue's subject."""
    text = statement.text
    window = (max(within[0], cue[0] - _REACH), min(within[1], cue[1] + _REACH))
    said = [*statement.contents, *(p for n in statement.neighbors for p in n.contents)]
    tells = _TELLS.search(text[cue[0] : min(cue[1], cue[0] + 80)]) is not None
    for other, place in _others_within(statement, window):
        if any(meet(place, each) for each in said) or meet(place, cue):
            continue
        if place[1] <= cue[0]:
            fits = _SUBJECT_BEFORE.fullmatch(text, place[1], cue[0]) is not None
            before = text[max(0, place[0] - 8) : place[0]]
        else:
            between = text[cue[1] : place[0]]
            fits = (
                not tells
                and _SUBJECT_AFTER.fullmatch(between) is not None
                and _JOINED.search(between) is None
            )
            before = between[-8:]
        if fits and not _NOT_SUBJECT.search(before):
            yield other, place


def _others_within(
    statement: Statement, window: Place
) -> Iterator[tuple[Known, Place]]:
    """Yield known others with each place of a name, not where it is part of a longer."""
    text = statement.text
    for other in statement.others:
        known = with_surnames(other.names, is_person=other.is_person)
        for place in named_at(text, known, window):
            if not _is_part_of_longer(text, place):
                yield other, place


def _is_part_of_longer(text: str, place: Place) -> bool:
    before = re.search(
        r"([^\W\d_][\w’'-]*)[ \u00a0]$", text[max(0, place[0] - 30) : place[0]]
    )
    after = re.match(r"[ \u00a0]([^\W\d_])", text[place[1] : place[1] + 2])
    is_led = before is not None and before.group(1)[0].isupper()
    if is_led and before is not None:
        is_led = before.group(1).casefold() not in _MAY_LEAD
    return is_led or (after is not None and after.group(1).isupper())


_MAY_LEAD = word_set("le la the selon pour president président minister mr mrs ms")
