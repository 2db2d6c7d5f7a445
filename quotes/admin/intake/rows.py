"""What was found in a text, as a page lists and marks it before anything is stored."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from quotes.admin.intake.words import field_label
from quotes.admin.marked_text import Mark, marked_lines
from quotes.canonical import digest_of
from quotes.importers.found import Found
from quotes.models import Quote
from quotes.vocabulary import SpanRole, Status

#: Of more proposals than these at once nobody looks at each: the next press stores more.
MOST = 200


@dataclass(frozen=True, slots=True)
class Reading:
    """Whom one mention is given to; is_known: among the newsroom's speakers."""

    printed: str
    name: str
    is_known: bool
    reason: str
    candidates: list


@dataclass(frozen=True, slots=True)
class Row:
    """A statement that was found; quote is the stored one that it is, or an unsaved one."""

    found: Found
    quote: Quote
    text: str

    @property
    def number(self):
        return self.found.number

    @property
    def is_known(self):
        return self.quote.pk is not None

    @property
    def status(self):
        return self.quote.status

    @property
    def url(self):
        """Where its number in the text leads: to the quote, or to its row below."""
        if self.is_known:
            return reverse("admin:quotes_quote_change", args=[self.quote.pk])
        return f"#found-{self.number}"

    @property
    def cue(self):
        cue = self.found.statement.cue
        return cue.of(self.text) if cue else ""

    @property
    def readings(self):
        rows = []
        for number, resolved in self.found.readings:
            mention = self.found.mentions[number - 1] if number else None
            rows.append(
                Reading(
                    printed=mention.span.of(self.text) if mention else "",
                    name=resolved.name or "",
                    is_known=resolved.key is not None,
                    reason=_(resolved.reason) if resolved.reason else "",
                    candidates=[
                        (
                            each.name,
                            _(each.reason) if each.reason else "",
                            bool(each.key),
                        )
                        for each in resolved.candidates
                    ],
                )
            )
        return rows

    @property
    def grounds(self):
        """Why: [(labels of fields, rule, percent)], fields of one reason together."""
        by_reason = {}
        for name, each in sorted(self.found.statement.grounds.items()):
            by_reason.setdefault((each.rule, each.confidence), []).append(
                field_label(name)
            )
        return [
            (", ".join(labels), rule, confidence)
            for (rule, confidence), labels in by_reason.items()
        ]

    @property
    def marks(self):
        """Its parts in the text; its number stands where its words begin."""
        first = min(start for start, _end in self.found.places)
        return [
            Mark(
                span.start,
                span.end,
                span.role,
                self,
                begins=span.role == SpanRole.CONTENT and span.start == first,
            )
            for span in self.found.spans
        ]


def rows_of(text, found, stored=None):
    """Return (rows, how many more there are): the known ones, and the first 200 others.

    stored is a Stored of the text's revision, None for a text that nobody holds yet.
    """
    rows, new, more = [], 0, 0
    keys = [stored.alike(each, text) if stored else None for each in found]
    quotes = Quote.objects.in_bulk({key for key in keys if key is not None})
    for each, key in zip(found, keys, strict=True):
        quote = quotes.get(key)
        if quote is None:
            new += 1
            if new > MOST:
                more += 1
                continue
            quote = Quote(
                words=each.words(text), status=Status.PROPOSED, **each.columns
            )
        rows.append(Row(each, quote, text))
    return rows, more


def lines_of(text, rows):
    """Return the text in lines, with every row marked."""
    return marked_lines(text, [mark for row in rows for mark in row.marks])


def digest(rows):
    """Return the digest of what a page shows: what is stored must be what was seen."""
    return digest_of(
        [
            [
                [[span.role, span.start, span.end] for span in row.found.spans],
                row.found.columns,
                row.found.fields,
                row.quote.pk,
            ]
            for row in rows
        ]
    )
