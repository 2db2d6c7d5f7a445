"""What every citation of a publication is made of, taken from its frozen data."""

import re
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from quotes.addresses import default_path, permanent_path
from quotes.citations.tongues import TONGUES, Words, as_known, day_first
from quotes.jsonld import known_date, quoted_words
from quotes.passages import ELISION, QUOTED
from quotes.typography import marks, plain_statement, spaced
from quotes.vocabulary import Language, SpeakerKind, Status


@dataclass(frozen=True, slots=True)
class Name:
    """Who said it; family and given name only where the sort name tells them apart."""

    full: str
    is_person: bool
    family: str = ""
    given: str = ""

    @property
    def inverted(self):
        """Return “Cancian, Mark”, or the name as it is where nothing tells its parts."""
        return f"{self.family}, {self.given}" if self.family else self.full


@dataclass(frozen=True, slots=True)
class Cited:
    """A public state of a quote as citations tell it.

    statement has quotation marks around quoted words alone; words are the quoted words,
    without marks, where nothing but them is stated, else "". authors are who said it,
    and only while that is verified; remarks say the rest in words, the status last. Of
    a withdrawn quote id, remarks, address, database and consulted are there, and no more.
    """

    tongue: Words
    public_id: str
    number: int | None
    address: str
    remarks: tuple[str, ...]
    database: str
    consulted: date
    statement: str = ""
    words: str = ""
    language: str = ""
    authors: tuple[Name, ...] = ()
    article: str = ""
    article_address: str = ""
    publisher: str = ""
    published_on: date | None = None
    is_worked_out: bool = False
    said_on: str = ""

    @property
    def record(self):
        """Return the entry of the database: “quote q7x…, version 3”."""
        pattern = (
            self.tongue.record if self.number else self.tongue.record_without_version
        )
        return pattern.format(id=self.public_id, number=self.number)

    @property
    def title(self):
        """Return a title for formats that may be set between marks, or in italics.

        Only a statement that is quoted as a whole may: others are called by their record.
        """
        if self.words:
            return self.statement
        if self.statement and self.tongue.reported in self.remarks:
            return self.tongue.statement.format(id=self.public_id)
        return self.capital_record

    @property
    def told(self):
        """Return the remarks as one text."""
        return self.tongue.semicolon.join(self.remarks)

    @property
    def dated(self):
        """Return the day of the article in words, or ""."""
        day = self.published_on
        return day_first(day, self.tongue.code) if day else ""

    @property
    def key(self):
        """Return what reference managers call it by: quote-q7x…-v3."""
        return f"quote-{self.public_id}" + (f"-v{self.number}" if self.number else "")

    @property
    def capital_record(self):
        """Return the entry of the database as the begin of a sentence."""
        return self.record[:1].upper() + self.record[1:]


def cited(publication, absolute, *, now, language, sort_names):
    """Return the facts of a publication, told in the language of a format (en or fr).

    now is the aware moment at which it was read; sort_names are sort names by the
    public ids of speakers.
    """
    tongue = TONGUES[language]
    common = {
        "tongue": tongue,
        "public_id": publication.public_id,
        "database": settings.NEWSROOM_NAME,
        "consulted": timezone.localdate(now),
    }
    if publication.status == Status.WITHDRAWN:
        return Cited(
            number=None,
            address=absolute(permanent_path("quote", publication.public_id)),
            remarks=_withdrawn(publication, absolute, tongue),
            **common,
        )
    shown = publication.shown
    roles = {role for role, _text in shown["parts"]}
    names = tuple(
        _name(row, language, sort_names.get(row["id"], "")) for row in shown["speakers"]
    )
    said = publication.state["said_on"]
    return Cited(
        number=publication.number,
        address=absolute(default_path(publication.get_version_url)),
        remarks=_remarks(publication, names, tongue),
        statement=one_line(
            plain_statement(shown["parts"], publication.language), publication.language
        ),
        words=one_line(quoted_words(publication), publication.language)
        if roles <= {QUOTED, ELISION}
        else "",
        language=_known(publication.language),
        authors=names if publication.label == Status.VERIFIED else (),
        said_on=known_date(said) or "",
        **_article(shown["article"], absolute),
        **common,
    )


_CONTROLS = re.compile("[\\0-\\x1f\\x7f-\\x9f\\u2028\\u2029]+")


def one_line(text, language=""):
    """Return text on one line, with the spacing of its language."""
    return spaced(_CONTROLS.sub(" ", text), language).strip()


def _article(frozen, absolute):
    day = frozen["published_on"]
    return {
        "article": one_line(frozen["title"], frozen["language"]),
        "article_address": frozen["url"]
        or absolute(permanent_path("article", frozen["id"])),
        "publisher": one_line(frozen["publisher"]),
        "published_on": date.fromisoformat(day) if day else None,
        "is_worked_out": frozen["published_on_known"] == "worked_out",
    }


def _name(row, language, sort_name):
    full = one_line(row["names"].get(language) or row["name"])
    is_person = row["kind"] == SpeakerKind.PERSON
    family, comma, given = sort_name.partition(", ")
    # The comma tells where the family name ends, if these are the words of the name.
    if is_person and comma and f"{given} {family}" == full:
        return Name(full, is_person, family, given)
    return Name(full, is_person)


def _withdrawn(publication, absolute, tongue):
    with override(tongue.code):
        label = str(Status.WITHDRAWN.label)
    notices = publication.shown["notices"]
    addresses = [absolute(permanent_path("correction", each["id"])) for each in notices]
    return (label, *(tongue.notice.format(address=each) for each in addresses))


def _remarks(publication, names, tongue):
    shown, said = publication.shown, publication.state["said_on"]
    is_verified = publication.label == Status.VERIFIED
    who = "" if is_verified else _who(publication, names, tongue)
    found = [who, tongue.reported if shown["is_passage"] else ""]
    if said["date"]:
        precision = said["precision"]
        day = as_known(date.fromisoformat(said["date"]), precision, tongue.code)
        found.append(tongue.said[precision].format(day=day))
    # In French the status “unresolved” is what is said of nobody.
    status = [word for word in status_words(publication, tongue) if word not in who]
    return (*filter(None, found), *status)


def status_words(publication, tongue):
    """Return the status of a publication and its labels, in words of a language."""
    with override(tongue.code):
        found = [str(publication.label.label)]
        if publication.is_corrected:
            found.append(_("corrected"))
        if publication.is_single_editor:
            found.append(_("single editor"))
    if not publication.is_current:
        found.append(tongue.replaced)
    return found


def _who(publication, names, tongue):
    """Return who a statement is attributed to, where that is not verified."""
    mention = publication.shown["mention"]
    if names:
        joined = joined_by(tongue.and_, [name.full for name in names])
        return tongue.attributed.format(names=joined)
    if mention:
        opening, closing = marks(publication.language)
        return tongue.nobody.format(mention=f"{opening}{one_line(mention)}{closing}")
    return tongue.heading if publication.is_heading else tongue.bare


def joined_by(word, names):
    """Return names as one text: A; A and B; A, B and C."""
    *first, last = names
    return f"{', '.join(first)} {word} {last}" if first else last


def _known(language):
    return "" if language == Language.UNDETERMINED else language
