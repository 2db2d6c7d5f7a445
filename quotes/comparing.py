"""What readers see differ between two public states of a quote."""

from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from quotes.diffs import Change, word_diff
from quotes.typography import plain_statement


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs: its name for people, the language, the runs of words."""

    label: str
    language: str
    changes: list[Change]


def differences(before, after):
    """Return [Difference] from one publication to a later one; neither is withdrawn."""
    old, new = _told(before), _told(after)
    return [
        Difference(label, language, word_diff(old[label][1], text))
        for label, (language, text) in new.items()
        if text != old[label][1]
    ]


def _told(publication):
    """Return {name: (language, text)} of what is compared."""
    shown, state = publication.shown, publication.state
    language = publication.language
    offices = [_office(row["office"]) for row in shown["speakers"] if row["office"]]
    return {
        _("Words"): (language, plain_statement(shown["parts"], language)),
        _("Speaker"): ("", _names(shown) or _("not identified")),
        _("Office"): (language, "; ".join(offices)),
        _("As printed"): (language, shown["mention"]),
        _("Occasion"): (language, state["occasion"]),
        _("Said on"): ("", state["said_on"]["date"] or _("not given")),
        _("Status"): ("", _status(publication)),
        _("Form"): ("", publication.get_kind_display()),
        _("Source"): ("", " → ".join(step["name"] for step in shown["chain"])),
    }


def _names(shown):
    language = get_language()
    return ", ".join(
        row["names"].get(language) or row["name"] for row in shown["speakers"]
    )


def _office(office):
    return ", ".join(filter(None, [office["title"], office["organization"]]))


def _status(publication):
    """Return the decision as it was then: under review is no state of a version."""
    words = [str(publication.get_status_display())]
    if publication.is_corrected:
        words.append(_("corrected"))
    return ", ".join(words)
