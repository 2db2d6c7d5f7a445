"""The first wording of a correction's notice, from what is known of the error.

In the language of the article, not of whoever drafts it; hence not a message of the
interface. Pure: names in, sentences out; an editor rewrites them.
"""

from quotes.typography import marks
from quotes.vocabulary import ErrorKind

_SENTENCES = {
    ("fr", ErrorKind.OUR_RECORD): (
        "Notre base attribuait à tort {wrong} ces propos {right}. L’erreur était dans "
        "notre fiche, non dans la dépêche."
    ),
    ("fr", ErrorKind.MISATTRIBUTED): (
        "Une première version de cette dépêche attribuait à tort {wrong} ces propos "
        "{right}."
    ),
    ("en", ErrorKind.OUR_RECORD): (
        "Our database wrongly attributed to {wrong} these words by {right}. The error "
        "was in our record, not in the article."
    ),
    ("en", ErrorKind.MISATTRIBUTED): (
        "An earlier version of this article wrongly attributed to {wrong} these words "
        "by {right}."
    ),
}

_VOWELS = "aeiouyàâäéèêëîïôöùûüœ"


def first_wording(language, error, *, wrong, right):
    """Return a notice for an error of attribution, or "" where it cannot be worded.

    wrong and right are (name, is_printed): printed words are set in quotation marks.
    """
    sentence = _SENTENCES.get((language, error))
    if sentence is None or not wrong[0] or not right[0]:
        return ""
    if language == "fr":
        return sentence.format(
            wrong=f"à {_set(wrong, language)}", right=_of(right, language)
        )
    return sentence.format(wrong=_set(wrong, language), right=_set(right, language))


def _set(name, language):
    text, is_printed = name
    if not is_printed:
        return text
    opening, closing = marks(language)
    return f"{opening}{text}{closing}"


def _of(name, language):
    """Return “de Mark Cancian” or, before a vowel, “d’Anna Brandt”."""
    text = _set(name, language)
    return f"d’{text}" if text[0].lower() in _VOWELS else f"de {text}"
