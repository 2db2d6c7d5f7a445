"""The first wording of a correction's notice, from what is known of the error.

In the language of the article, not of whoever drafts it; hence not a message of the
interface. Pure: names and words in, sentences out; an editor rewrites them. No sentence
says the error more than once.
"""

import re
from string import Formatter
from typing import NamedTuple

from quotes.admin.notice_words import SENTENCES
from quotes.diffs import KEPT, REMOVED, word_diff
from quotes.typography import marks, spaced
from quotes.vocabulary import CorrectionClass

#: Shorter statements are quoted whole, of longer ones what differs with its neighbors.
WHOLE, NEIGHBORS = 14, 3

_VOWELS = "aàâäeéèêëiîïoôöuùûüœæ"
_ARTICLE = re.compile(r"(les?|la) |l’", re.IGNORECASE)
_CONTRACTED = {"le": ("au ", "du "), "les": ("aux ", "des ")}
#: Marks inside marks: words are set between the marks of the language once more.
_INNER = {"fr": (r"«\s*", "“", r"\s*»", "”"), "en": (r"“", "‘", r"”", "’")}


class Name(NamedTuple):
    """How somebody is called; printed words are set in quotation marks.

    Only what is no person loses its article: “le Kremlin” gives “au Kremlin”.
    """

    text: str = ""
    is_printed: bool = False
    is_person: bool = True


NOBODY = Name()


def first_wording(
    language,
    error,
    *,
    wrong=NOBODY,
    right=NOBODY,
    before="",
    now="",
    correction_class=CorrectionClass.CORRECTION,
):
    """Return a notice for an error, or "" where it cannot be worded.

    wrong and right are the Names of who was, and of who is, said to have said it;
    before and now are words. What is not known is left out of the sentence.
    """
    known = _known(language, wrong, right, before, now)
    for each in (correction_class, CorrectionClass.CORRECTION):
        for sentence in SENTENCES.get((language, error, each), ()):
            fields = {name for _text, name, _spec, _how in Formatter().parse(sentence)}
            if fields - {None} <= known.keys():
                return spaced(sentence.format(**known), language)
    return ""


def changed_words(before, now):
    """Return (shown, right): two wordings, cut to what differs where they are long."""
    if before == now or max(len(before.split()), len(now.split())) <= WHOLE:
        return before, now
    changes = word_diff(before, now)
    shown = right = ""
    for place, change in enumerate(changes):
        text = change.text
        if change.kind == KEPT and place == 0:
            text = _last_words(text)
        elif change.kind == KEPT and place == len(changes) - 1:
            text = _first_words(text)
        if change.kind in (KEPT, REMOVED):
            shown += text
        if change.kind != REMOVED:
            right += text
    return shown.strip(), right.strip()


def _last_words(text):
    words = text.rstrip().rsplit(None, NEIGHBORS)
    if len(words) <= NEIGHBORS:
        return text
    tail = text[len(text.rstrip()) :]
    return "… " + " ".join(words[1:]) + tail


def _first_words(text):
    words = text.split(None, NEIGHBORS)
    return text if len(words) <= NEIGHBORS else " ".join(words[:-1]) + " …"


def _known(language, wrong, right, before, now):
    """Return what a sentence may name, as it stands in a sentence of the language."""
    found = {}
    if before and now and before != now:
        found |= {"before": _quoted(before, language), "now": _quoted(now, language)}
    for key, name in (
        ("wrong", wrong),
        ("right", right),
        ("who", _either(wrong, right)),
    ):
        if not name.text:
            continue
        found[key] = _set(name, language)
        if language == "fr":
            found |= {f"to_{key}": _to(name), f"of_{key}": _of(name)}
    return found


def _either(wrong, right):
    return wrong if wrong.text else right


def _set(name, language):
    if name.is_printed:
        return _quoted(name.text, language)
    if language == "fr" and not name.is_person:
        article = _ARTICLE.match(name.text)
        if article:
            return article.group().lower() + name.text[article.end() :]
    return name.text


def _quoted(text, language):
    opening, closing = marks(language)
    if language in _INNER:
        left, inner_left, right, inner_right = _INNER[language]
        text = re.sub(right, inner_right, re.sub(left, inner_left, text))
    return f"{opening}{text}{closing}"


def _to(name):
    """Return “à Anna Brandt”, “au Kremlin”."""
    return _contracted(name, 0) or f"à {_set(name, 'fr')}"


def _of(name):
    """Return “de Mark Cancian”, “du Kremlin” or, before a vowel, “d’Anna Brandt”."""
    text = _set(name, "fr")
    return _contracted(name, 1) or (f"d’{text}" if _elides(text) else f"de {text}")


def _contracted(name, which):
    article = _ARTICLE.match(name.text)
    if name.is_printed or name.is_person or not article:
        return ""
    forms = _CONTRACTED.get((article[1] or "").lower())
    return forms and forms[which] + name.text[article.end() :]


def _elides(text):
    """Tell whether “de” loses its vowel; a y does so only before a consonant (d’Yves)."""
    first, second = text[:1].lower(), text[1:2].lower()
    return first in _VOWELS or (first == "y" and second not in _VOWELS)
