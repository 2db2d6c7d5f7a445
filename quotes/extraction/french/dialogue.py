"""French dialogue of fiction: turns that a dash begins, cut by “dit-il”.

Where a text tells a story, its indirect speech is the narrator's and no statement;
turns and quoted words are.
"""

import re

from quotes.extraction.drafts import Draft
from quotes.extraction.french.endings import is_adverb
from quotes.extraction.french.following import phrase_after
from quotes.extraction.french.verbs import lexicon
from quotes.extraction.items import Layout, Sentence
from quotes.extraction.spans import Span
from quotes.extraction.tokens import Sort, Token, tokens

_TURN = re.compile(r"\s*(?:—|–|―|--?)\s*(?=[«“\"]?\s*[^\W\d_…])")
#: Simple past of the third person, which news hardly writes.
_TOLD = re.compile(
    r"\b\w+(?:èrent|urent|irent|inrent)\b|-(?:il|elle)\b|\b(?:fit|fut|eut|vint|prit|mit|dit)\b"
)
_SAMPLE = 60_000
#: Forms in so many characters that make a text a story.
_TOLD_IN, _FEWEST = 1_500, 6
_MORE_VERBS = frozenset(
    [
        "fit",
        "fis",
        "firent",
        "faisait",
        "songea",
        "pensa",
        "pensait",
        "soupira",
        "sanglota",
        "dis",
        "répondis",
        "repris",
        "ajoutai",
        "criai",
        "demandai",
        "m'écriai",
        "murmurai",
        "gémit",
        "bégaya",
        "balbutia",
        "interrompit",
        "reprit",
        "continua",
        "poursuivit",
        "répliqua",
        "répartit",
        "riposta",
        "acheva",
        "conclut",
        "hurla",
        "appela",
    ]
)
_BEFORE_CUE = frozenset((",", "!", "?", "…", "...", "—", "–", ".", "»", "?…", "!…"))
_CLITICS = frozenset(
    [
        "me",
        "m'",
        "te",
        "t'",
        "lui",
        "leur",
        "nous",
        "vous",
        "se",
        "s'",
        "y",
        "en",
        "le",
        "la",
        "l'",
    ]
)
#: What goes on telling behind an incise: “, d'un ton convaincu”, “en riant”.
_MANNER = frozenset(
    [
        "d'",
        "de",
        "avec",
        "en",
        "sans",
        "après",
        "au",
        "à",
        "tout",
        "dans",
        "sur",
        "les",
        "le",
        "la",
        "qui",
        "dont",
        "pendant",
        "tandis",
        "comme",
        "pour",
        "par",
        "puis",
        "l'",
        "un",
        "une",
        "presque",
        "très",
        "tu",
    ]
)
_STOPS = frozenset((".", "!", "?", "…", "..."))
_IMPERFECT = re.compile(r"(?:ait|aient|èrent|urent|irent|it|ut|a)$")


def is_story(layout: Layout) -> bool:
    """Tell whether a French text tells a story: simple pasts, or turns with dashes."""
    sample = layout.text[:_SAMPLE]
    told = sum(1 for _ in _TOLD.finditer(sample))
    return told >= _FEWEST and told * _TOLD_IN >= len(sample)


def is_turn(layout: Layout, number: int) -> bool:
    """Tell whether a paragraph begins with the dash of a turn."""
    place = layout.paragraphs[number]
    return bool(_TURN.match(layout.text, place.start, place.end))


def turn(layout: Layout, number: int, sentence: Sentence) -> list[Draft]:
    """Return the statement that a turn is: its words in parts around each incise."""
    place = layout.paragraphs[number]
    match = _TURN.match(layout.text, place.start, place.end)
    start = match.end() if match else place.start
    items = tokens(layout.text, "fr", start, place.end)
    parts: list[Span] = []
    cue: Span | None = None
    mention: Span | None = None
    begin = at = 0
    while at < len(items):
        found = _incise(items, at)
        if found is None:
            at += 1
            continue
        after, who = found
        if part := _part(items, begin, at):
            parts.append(part)
        cue = cue or Span(items[at].start, items[who[0] - 1].end)
        mention = mention or Span(items[who[0]].start, items[who[1] - 1].end)
        begin = at = after
    if part := _part(items, begin, len(items)):
        parts.append(part)
    if not parts:
        return []
    mentions = [_clitic(layout.text, mention)] if mention else []
    return [Draft(parts, cue, mentions, "turn", sentence.number, confidence=75)]


def _clitic(text: str, mention: Span) -> Span:
    """Leave the hyphen and the t of “-t-il” out."""
    words = mention.of(text)
    if words.startswith("-"):
        return Span(mention.end - len(words.rsplit("-", 1)[1]), mention.end)
    return mention


def _part(items: list[Token], begin: int, end: int) -> Span | None:
    while begin < end and not any(c.isalnum() for c in items[begin].text):
        begin += 1
    while end > begin and items[end - 1].text in (",", "—", "–", "-"):
        end -= 1
    if begin >= end:
        return None
    return Span(items[begin].start, items[end - 1].end)


def _incise(items: list[Token], at: int) -> tuple[int, tuple[int, int]] | None:
    """Return where speech may go on behind an incise that begins here, and its subject."""
    if at == 0 or items[at - 1].text not in _BEFORE_CUE or items[at].capital:
        return None
    verb = at
    while verb < len(items) and items[verb].lower in _CLITICS and verb < at + 3:
        verb += 1
    if verb >= len(items) or items[verb].sort is not Sort.WORD:
        return None
    word = items[verb].lower
    clitic = verb + 1 if _is_clitic(items, verb + 1) else -1
    if not (word in lexicon() or word in _MORE_VERBS or (clitic > 0 and verb > at)):
        return None
    if clitic > 0:
        who = (clitic, clitic + 1)
    else:
        start = verb + 1
        while start < len(items) and is_adverb(items[start].lower):
            start += 1
        found = phrase_after(items, start)
        if found is None or items[found[0]].lower in ("qui", "ce"):
            return None
        who = _without_manner(items, found)
    return _resumes(items, who[1]), who


def _without_manner(items: list[Token], who: tuple[int, int]) -> tuple[int, int]:
    """End a subject before how it is said: “Marceau d'une voix basse”."""
    for at in range(who[0] + 1, who[1] - 1):
        if items[at].lower == "d'" and items[at + 1].lower in ("un", "une"):
            return who[0], at
    return who


def _is_clitic(items: list[Token], at: int) -> bool:
    return (
        at < len(items) and items[at].text.startswith("-") and len(items[at].text) > 2
    )


def _resumes(items: list[Token], at: int) -> int:
    """Return where the words go on behind the subject of an incise."""
    while at < len(items):
        text = items[at].text
        following = items[at + 1].lower if at + 1 < len(items) else ""
        if text in ("—", "–", ":", ";"):
            return at + 1
        if text == "," and not (
            _is_told(items, at + 1)
            or following in _MANNER
            or following.endswith("ant")
            or is_adverb(following)
        ):
            return at + 1
        if text in _STOPS:
            return len(items) if _is_told(items, at + 1) else at + 1
        at += 1
    return at


def _is_told(items: list[Token], at: int) -> bool:
    """Tell whether a sentence behind an incise is the narrator's: “Il alla …”."""
    if at >= len(items) or items[at].text in ("—", "–"):
        return False
    first = items[at].lower
    if first in ("il", "elle", "ils", "elles") and at + 1 < len(items):
        verb = at + 1
        while verb < len(items) and items[verb].lower in _CLITICS | {"ne", "n'"}:
            verb += 1
        word = items[verb].lower if verb < len(items) else ""
        return bool(_IMPERFECT.search(word)) and word not in (
            "a",
            "fait",
            "est",
            "dit",
            "va",
        )
    return first in ("et", "puis") and _is_told(items, at + 1)
