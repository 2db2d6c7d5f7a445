"""What a draft of a correction starts with: from what readers saw to what is right."""

import re

from django.utils.functional import cached_property

from quotes.admin.notices import NOBODY, Name, changed_words, first_wording
from quotes.texts import fold
from quotes.vocabulary import (
    CorrectionClass,
    ErrorKind,
    Rank,
    Severity,
    SpeakerKind,
    Status,
)
from quotes.workflow.carriers import named_in, preferred_in

#: Class and severity that an error suggests; whoever drafts decides.
SUGGESTED = {
    ErrorKind.MISATTRIBUTED: (CorrectionClass.CORRECTION, Severity.HIGH),
    ErrorKind.MISQUOTED: (CorrectionClass.CORRECTION, Severity.MEDIUM),
    ErrorKind.FABRICATED: (CorrectionClass.WITHDRAWAL, Severity.HIGH),
    ErrorKind.OUT_OF_CONTEXT: (CorrectionClass.CORRECTION, Severity.MEDIUM),
    ErrorKind.MISTRANSLATED: (CorrectionClass.CORRECTION, Severity.MEDIUM),
    ErrorKind.OUR_RECORD: (CorrectionClass.CORRECTION, Severity.MEDIUM),
}
_OF_ATTRIBUTION = (ErrorKind.MISATTRIBUTED, ErrorKind.OUR_RECORD)
_OF_WORDS = (ErrorKind.MISQUOTED, ErrorKind.MISTRANSLATED, ErrorKind.OUR_RECORD)


def first_draft(quote, error):
    """Return the initial values of a draft, by column; error may be "" for any.

    shown and right come from the newest public version that says otherwise than the
    quote does now, the notice from them, in the language of the article.
    """
    seen = _Seen(quote)
    error = ErrorKind(error) if error in ErrorKind.values else seen.likely_error()
    if error is None:
        return _suggested("", quote)
    draft = _suggested(error, quote, is_slight=seen.is_slight)
    wrong, right = NOBODY, name_of(seen.right)
    if error in _OF_ATTRIBUTION and seen.wrong is not None:
        wrong = name_of(seen.wrong)
        draft |= {
            "wrong_attribution": seen.wrong.pk,
            "right_attribution": seen.right and seen.right.pk,
            "shown": wrong.text,
            "right": right.text,
        }
    elif error in _OF_WORDS and seen.words:
        draft |= {"shown": seen.words[0], "right": seen.words[1]}
    notice = first_wording(
        quote.article.language,
        error,
        wrong=wrong,
        right=right,
        before=seen.words[0] if seen.words else "",
        now=seen.words[1] if seen.words else "",
        correction_class=draft["correction_class"],
    )
    return draft | {"notice": notice}


class _Seen:
    """What readers saw otherwise than it stands now."""

    def __init__(self, quote):
        self.quote = quote
        self.rows = list(
            quote.attributions.select_related("speaker", "mention").order_by("number")
        )
        self.named = preferred_in(quote)
        self.versions = list(
            quote.publications.exclude(status=Status.WITHDRAWN).order_by("-number")
        )
        self.right = self._row(self.named[0]) if self.named else None
        self.wrong = self._wrong()
        self.words = self._words()

    @property
    def is_slight(self):
        """Only signs, accents or capitals differ between the words before and now."""
        return bool(self.words) and _bare(self.words[0]) == _bare(self.words[1])

    def likely_error(self):
        """Return the error that the rows point to, None where they point to none.

        The text decides between the article's error and ours: where it is still the one
        in which it was found, the article was right and the record wrong.
        """
        naming = self.wrong and self._naming(self.wrong)
        if self.wrong is not None and (naming or not self.words):
            return self._ours_or(ErrorKind.MISATTRIBUTED, naming)
        if self.words:
            return self._ours_or(ErrorKind.MISQUOTED, self._worded)
        return None

    def _ours_or(self, error, version):
        current = self.quote.article.current_revision
        if version is None or version.state["revision"]["number"] == current.number:
            return ErrorKind.OUR_RECORD
        return error

    def _row(self, number):
        return next((row for row in self.rows if row.number == number), None)

    def _wrong(self):
        """Return the last attribution found wrong, else one that readers saw."""
        deprecated = [row for row in self.rows if row.rank == Rank.DEPRECATED]
        if deprecated:
            return deprecated[-1]
        for version in self.versions:
            gone = [n for n in named_in(version) if n not in self.named]
            if gone:
                return self._row(gone[0])
        return None

    def _words(self):
        if self._worded is None:
            return None
        return changed_words(self._worded.words, self.quote.words)

    @cached_property
    def _worded(self):
        """The newest version with other words than the quote has now, or None."""
        return next((v for v in self.versions if v.words != self.quote.words), None)

    def _naming(self, row):
        return next((v for v in self.versions if row.number in named_in(v)), None)


def _suggested(error, quote, *, is_slight=False):
    correction_class, severity = SUGGESTED.get(
        error, (CorrectionClass.CORRECTION, Severity.MEDIUM)
    )
    if quote.status == Status.WITHDRAWN:
        correction_class, severity = CorrectionClass.WITHDRAWAL, Severity.HIGH
    elif is_slight and error == ErrorKind.MISQUOTED:
        correction_class, severity = CorrectionClass.MINOR, Severity.LOW
    return {
        "error": error and error.value,
        "correction_class": correction_class.value,
        "severity": severity.value,
    }


def name_of(row):
    """Return the Name of an attribution; a wrong one is called as it is printed."""
    if row is None:
        return NOBODY
    as_printed = row.rank == Rank.DEPRECATED or row.speaker is None
    if as_printed and row.mention is not None:
        return Name(row.mention.exact, is_printed=True)
    if row.speaker is None:
        return NOBODY
    is_person = row.speaker.kind == SpeakerKind.PERSON
    return Name(row.speaker.name, is_person=is_person)


def _bare(text):
    return re.findall(r"\w+", fold(text))
