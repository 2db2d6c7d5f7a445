"""The closed sets of words that records may hold: those of quotes.vocabulary.

Readers import nothing of Django, so the words stand here again; a test holds both
together.
"""

from collections.abc import Sequence

from quotes.importers.notes import Notes, shortened
from quotes.texts import gettext_noop

LANGUAGES = (
    *("fr", "en", "ar", "zh", "nl", "de", "it", "ja", "pl", "pt", "ru", "es", "tr"),
    *("uk", "und"),
)
KNOWN = ("printed", "worked_out")
PRECISIONS = ("day", "month", "year")
RELEASES = ("draft", "embargoed", "published", "withheld")
SPEAKER_KINDS = ("person", "organization", "government", "publication", "group")
NAME_KINDS = ("full", "short", "metonym", "spelling", "former", "translation")
SOURCE_KINDS = (
    *("hearing", "interview", "statement", "press_conference", "report"),
    *("document", "wire", "post", "unnamed"),
)
TERMS = ("on_record", "background", "unnamed")
KINDS = ("direct", "indirect", "mixed")
POLARITIES = ("asserted", "denied", "requested")
STATUSES = (
    *("proposed", "unverified", "verified", "disputed", "unresolved", "withdrawn"),
    *("rejected", "under_review"),
)
DECISIONS = (
    *("propose", "enter", "import", "accept", "change", "reattribute", "verify"),
    *("dispute", "settle", "reject", "withdraw", "reopen", "correct", "reanchor"),
)
SPAN_ROLES = ("content", "quoted", "cue", "mention")
ANCHORS = ("exact", "moved", "reworded", "ambiguous", "lost")
RANKS = ("preferred", "normal", "deprecated")
BASES = ("printed", "proposed", "editor")
OUTCOMES = ("pending", "accepted", "corrected", "rejected")
LINK_KINDS = ("denies", "confirms", "repeats", "rewords", "translates")
CORRECTION_CLASSES = ("minor", "correction", "withdrawal")
ERROR_KINDS = (
    *("misattributed", "misquoted", "fabricated", "out_of_context"),
    *("mistranslated", "our_record"),
)
SEVERITIES = ("low", "medium", "high")
ROLES = ("contributor", "editor", "verifier", "standards editor", "administrator")
TASK_KINDS = ("article", "heading", "quote", "version", "export")


def language_of(tag: object) -> str | None:
    """Return our language for a BCP 47 tag (“fr-FR” is “fr”), None if it is not ours."""
    base = str(tag).strip().lower().replace("_", "-").split("-")[0]
    return base if base in LANGUAGES else None


def chosen(
    notes: Notes, field: str, value: object, allowed: Sequence[str]
) -> str | None:
    """Return a value that is one of a set; with a fault, and None, where it is not."""
    if value is None or value == "":
        return None
    if isinstance(value, str) and value in allowed:
        return value
    notes.refuse(
        field,
        gettext_noop("“%(read)s” is none of the values that can stand here."),
        gettext_noop("Write one of: %(allowed)s."),
        read=shortened(value),
        allowed=", ".join(allowed),
    )
    return None
