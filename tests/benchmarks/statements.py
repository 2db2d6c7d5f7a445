"""One invented statement as an article prints it, and where its parts stand."""

from dataclasses import dataclass

from quotes.passages import CONTENT, CUE, MENTION, QUOTED

#: Verbs of saying, each in all rows of its language; before “que” or “that” too.
CUES = {
    "fr": "a déclaré|a affirmé|a indiqué|a assuré|a estimé|a souligné|a rappelé|a répété",
    "en": "said|told reporters|argued|insisted|noted|added|warned|repeated",
}
DENIALS = {"fr": "a démenti", "en": "denied"}
REQUESTS = {"fr": "a demandé", "en": "asked"}
DAYS = {
    "fr": "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche",
    "en": "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday",
}
MARKS = {"fr": ("« ", " »"), "en": ("“", "”")}
THAT = {"fr": "que ", "en": "that "}
AND = {"fr": " et ", "en": " and "}

_CUES = {
    (polarity, language): texts[language].split("|")
    for polarity, texts in (
        *(("asserted", CUES), ("denied", DENIALS), ("requested", REQUESTS)),
    )
    for language in ("fr", "en")
}
_DAYS = {language: days.split("|") for language, days in DAYS.items()}


@dataclass(frozen=True, slots=True)
class Statement:
    """A paragraph and its spans, (role, number, start, end) in code points of it.

    Spans come in the order of role and number, as states list them.
    """

    text: str
    spans: list[tuple[str, int, int, int]]


def statement(rng, tongue, *, length, kind, polarity, names):
    """Return a statement of a kind; reported speech where it is not asserted.

    length: words of its content; names: those who said it, each a mention of its own.
    """
    language = tongue.language
    cue = rng.choice(_CUES[polarity, language])
    day = rng.choice(_DAYS[language])
    if kind == "direct":
        return _direct(language, _capital(tongue.text(rng, length)), cue, names, day)
    if kind == "indirect":
        said, quoted = THAT[language] + tongue.text(rng, length), ""
    else:
        said = THAT[language] + tongue.text(rng, length // 2) + " "
        quoted = tongue.text(rng, max(2, length // 2))
    return _reported(language, said, quoted, cue, names, day)


def _direct(language, words, cue, names, day):
    opening, closing = MARKS[language]
    start, end = len(opening), len(opening) + len(words)
    cued = end + len(closing) + 2
    mentions, _end = _mentions(cued + len(cue) + 1, names, language)
    spans = [(CONTENT, 1, start, end), (QUOTED, 1, start, end)]
    spans += [(CUE, 1, cued, cued + len(cue)), *mentions]
    who = AND[language].join(names)
    text = f"{opening}{words}{closing}, {cue} {who} {day}."
    return Statement(text, spans)


def _reported(language, said, quoted, cue, names, day):
    """Return reported speech; the words quoted, if any, stand at its end."""
    who = AND[language].join(names)
    mentions, at = _mentions(0, names, language)
    cued = at + 1
    start = cued + len(cue) + 1
    spans = [(CUE, 1, cued, cued + len(cue)), *mentions]
    if quoted:
        opening, closing = MARKS[language]
        from_ = start + len(said) + len(opening)
        said = f"{said}{opening}{quoted}{closing}"
        spans.insert(0, (QUOTED, 1, from_, from_ + len(quoted)))
    spans.insert(0, (CONTENT, 1, start, start + len(said)))
    return Statement(f"{who} {cue} {said} {day}.", spans)


def _mentions(at, names, language):
    """Return the spans of names from a position on, and where they end."""
    found = []
    for number, name in enumerate(names, start=1):
        found.append((MENTION, number, at, at + len(name)))
        at += len(name) + len(AND[language])
    return found, at - len(AND[language])


def _capital(text):
    return text[0].upper() + text[1:]
