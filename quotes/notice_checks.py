"""What is weak in a correction's notice, told while it is written.

Pure: words in, faults out. A notice is read in feeds and lists too, far from its quote:
it has to be clear on its own, and it says what was wrong once, not twice. Knows French
and English; in another language only what needs no words of it is checked.
"""

import re
from typing import NamedTuple

from quotes.texts import fold, gettext_noop

#: Words of a notice, and days from an error's first day, before somebody has to say why.
LONGEST = 60
LATEST = 30

_MARKS = re.compile(r"[«»‹›“”„‟\"()\[\]…]")
_WORD = re.compile(r"\w+")
#: Shorter words (le, the, said) name nothing.
_NAMING = 4

#: Beginnings that lean on something before them; impersonal “il” and “it” lean on nothing.
_LEANS = {
    "fr": re.compile(
        r"(il (?!(?:fallait|faut|convenait|convient|s'agissait|s'agit|y a|etait (?:ecrit|"
        r"indique|inexact)|est inexact|n'est pas exact)\b)|"
        r"(?:elle|ils|elles|cela|ceci|ca|celui-ci|celle-ci|ceux-ci|celles-ci|lui)\b|"
        r"c'(?:est|etait) (?:lui|elle|faux|inexact|une erreur)\b|"
        r"(?:ce dernier|cette derniere|ces derniers|ces dernieres) (?!version)|"
        r"ces (?:propos|mots|paroles|phrases|citations)\b|cette (?:citation|phrase)\b|"
        r"(?:son|sa|ses|leur|leurs) )"
    ),
    "en": re.compile(
        r"((?:he|she|they|these|those|his|her|their|its)\b|"
        r"it (?!(?:was|is)(?: not|n't)? (?:incorrect|wrong|untrue|written|reported)\b|"
        r"(?:was|is) .{1,80} who\b)|"
        r"(?:this|that) (?!(?:article|dispatch|story|report|record|piece|text|interview|"
        r"database|newspaper|agency)\b)|the (?:former|latter)\b)"
    ),
}
_ELSEWHERE = {
    "fr": re.compile(
        r"\b(ci-(?:dessus|dessous|apres|contre)|susmentionnee?s?|susditee?s?|precitee?s?|"
        r"plus (?:haut|bas)(?=\s*(?:[.,;:)]|$|dans |cite|mentionne|evoque|indique)))"
    ),
    "en": re.compile(
        r"\b(above-?mentioned|afore(?:mentioned|said)|(?:as|see|quoted|mentioned|stated|"
        r"shown|given|words|quotes?|statements?|article) (?:above|below)|the above|"
        r"(?:above|below)(?=\s*(?:[.,;:)]|$)))"
    ),
}
_PLACES = {
    "fr": re.compile(
        r"\b(depeches?|articles?|textes?|papiers?|reportages?|recits?|portraits?|"
        r"entretiens?|interviews?|enquetes?|titres?|intertitres?|versions?|fiches?|"
        r"notices?|(?<!sur la )(?<!a la )(?<!de )base(?! de (?!donnees)))\b"
    ),
    "en": re.compile(
        r"\b(articles?|dispatch(?:es)?|stor(?:y|ies)|reports?|pieces?|texts?|versions?|"
        r"headlines?|interviews?|profiles?|databases?|transcripts?|"
        r"(?<!on the )(?<!off the )records?)\b"
    ),
}
_CLOSED_BY = {"«": "»", "“": "”", '"': '"'}
_OPENS = re.compile(r"[«“\"]")


class Fault(NamedTuple):
    """A weakness: its code, the sentence that says what to do, what fills the sentence.

    sentence % params is English; sentence alone is the key of its translation.
    """

    code: str
    sentence: str
    params: dict[str, object]


def notice_faults(
    notice: str,
    *,
    language: str,
    shown: str = "",
    right: str = "",
    wrong_name: str = "",
    right_name: str = "",
    days_since_shown: int | None = None,
    delay_reason: str = "",
) -> list[Fault]:
    """Return what is weak in a notice, in the order of weight; nothing for an empty one.

    language is that of the notice (BCP 47). shown and right are the correction's texts,
    wrong_name and right_name whom its attributions name, each may be empty.
    days_since_shown counts from the day that the error was first public, None where it
    never was.
    """
    found: list[Fault] = []
    if is_late(days_since_shown) and not delay_reason.strip():
        found.append(
            Fault(
                "late",
                gettext_noop(
                    "The error was first public %(days)d days ago. After thirty days "
                    "the correction goes out only with a reason for the delay."
                ),
                {"days": days_since_shown},
            )
        )
    if notice.strip():
        flat = _flat(notice)
        found += _alone(notice, flat, language.split("-")[0])
        found += _named(flat, (shown, right), (wrong_name, right_name))
        found += _repeated(flat, (shown, wrong_name), (right, right_name))
        found += _long(notice)
    return found


def is_late(days_since_shown: int | None) -> bool:
    """Tell whether a correction needs a reason for coming so many days after."""
    return days_since_shown is not None and days_since_shown > LATEST


def _alone(notice: str, flat: str, language: str) -> list[Fault]:
    """Return why a notice is not clear without what stands around it."""
    found = []
    leans = language in _LEANS and _LEANS[language].match(flat)
    if leans:
        found.append(
            Fault(
                "leans_on_before",
                gettext_noop(
                    "It begins with “%(words)s”, which means nothing in a feed: name the "
                    "person, the article or the words."
                ),
                {"words": _as_written(notice, leans.group().strip())},
            )
        )
    elsewhere = language in _ELSEWHERE and _ELSEWHERE[language].search(flat)
    if elsewhere:
        found.append(
            Fault(
                "points_elsewhere",
                gettext_noop(
                    "“%(words)s” points to something that is not there in a feed: say "
                    "what is meant."
                ),
                {"words": elsewhere.group().strip()},
            )
        )
    if language in _PLACES and not _PLACES[language].search(flat):
        found.append(
            Fault(
                "no_place",
                gettext_noop(
                    "It does not say where the error was: in the article, its headline "
                    "or our record."
                ),
                {},
            )
        )
    if "?" in _unquoted(notice):
        found.append(
            Fault(
                "asks",
                gettext_noop("It asks a question: a notice says what is so."),
                {},
            )
        )
    return found


def _named(flat: str, texts: tuple[str, str], names: tuple[str, str]) -> list[Fault]:
    """Return the fault of naming neither what was wrong nor what is right.

    A name is there when one of its longer words is, a text when half of those are.
    """
    there = set(_WORD.findall(flat))
    wanted = [(_naming_words(text), 0.5) for text in texts]
    wanted += [(_naming_words(name), 0.01) for name in names]
    wanted = [(words, share) for words, share in wanted if words]
    if not wanted or any(
        len(words & there) >= share * len(words) for words, share in wanted
    ):
        return []
    return [
        Fault(
            "names_nothing",
            gettext_noop(
                "It names neither what was wrong nor what is right: readers cannot tell "
                "what changed."
            ),
            {},
        )
    ]


def _repeated(flat: str, wrong: tuple[str, str], right: tuple[str, str]) -> list[Fault]:
    """Return the fault of saying the error more than once, which spreads it."""
    kept = [_flat(text) for text in right if text.strip()]
    for text in wrong:
        needle = _flat(text)
        if len(needle) < 2 or needle in kept:
            continue
        rest = flat
        for other in kept:
            if needle in other:
                rest = rest.replace(other, " ")
        count = len(re.findall(rf"(?<!\w){re.escape(needle)}(?!\w)", rest))
        if count > 1:
            return [
                Fault(
                    "repeats_the_error",
                    gettext_noop(
                        "It says “%(words)s” %(count)d times: repeating an error "
                        "spreads it. Once is enough."
                    ),
                    {"words": text.strip(), "count": count},
                )
            ]
    return []


def _long(notice: str) -> list[Fault]:
    count = sum(1 for word in notice.split() if _WORD.search(word))
    if count <= LONGEST:
        return []
    return [
        Fault(
            "long",
            gettext_noop(
                "It has %(count)d words; beyond %(most)d, few read to the end. Details "
                "belong in the reason."
            ),
            {"count": count, "most": LONGEST},
        )
    ]


def _naming_words(text: str) -> set[str]:
    words = set(_WORD.findall(_flat(text)))
    return {word for word in words if len(word) >= _NAMING} or words


def _flat(text: str) -> str:
    """Return text folded, without quotation marks and brackets."""
    return " ".join(_MARKS.sub(" ", fold(text)).split())


def _unquoted(text: str) -> str:
    """Return text without its quotations; in one pass, also where marks stay open."""
    kept, at, gone = [], 0, set()
    for mark in _OPENS.finditer(text):
        closing = _CLOSED_BY[mark.group()]
        if mark.start() < at or closing in gone:
            continue
        end = text.find(closing, mark.end())
        if end < 0:
            gone.add(closing)
            continue
        kept.append(text[at : mark.start()])
        at = end + 1
    return "".join([*kept, text[at:]])


def _as_written(notice: str, folded: str) -> str:
    """Return the first words of a notice, as many as a folded beginning has."""
    bare = _MARKS.sub(" ", notice).split()
    return " ".join(bare[: len(folded.split())])
