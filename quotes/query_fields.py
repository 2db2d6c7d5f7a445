"""The fields of the query language as conditions on publications: “status:verified”."""

from datetime import date

from django import forms
from django.db.models import Q
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from quotes.ids import is_public_id
from quotes.lookups import among
from quotes.models import Article, Publication, Source, Speaker
from quotes.names import speakers_named
from quotes.queries import parse, period
from quotes.search import every_word
from quotes.texts import fold
from quotes.visibility import merged_family
from quotes.vocabulary import SETTLED, Kind, Language, Status

LABELED = (*SETTLED, Status.UNDER_REVIEW)

#: What stands for a choice beside its value and its words in both languages.
CHOICES = {
    "status": [*((status.value, status.label) for status in LABELED), ("corrected", _("corrected"))],
    "kind": Kind.choices,
    "language": Language.choices,
}  # fmt: skip


class QueryField(forms.CharField):
    """A query of a reader, cleaned to what quotes.queries.parse gives.

    Refuses a field with a value that cannot be, and names those that can.
    """

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        query = parse(text)
        for item in query.items:
            if item.field in CHOICES and choice(item.field, item.text) is None:
                raise forms.ValidationError(
                    _("%(field)s: there is no “%(value)s”. It can be %(choices)s."),
                    code="bad_field",
                    params={
                        "field": item.typed,
                        "value": item.text,
                        "choices": ", ".join(
                            str(label) for _value, label in CHOICES[item.field]
                        ),
                    },
                )
            if item.field in ("before", "after", "year"):
                _demand_period(item)
        return query


def choice(name, text):
    """Return the value that a reader means by a word, in either language, or None."""
    wanted = fold(text)
    for value, label in CHOICES[name]:
        if wanted in (value, value.replace("_", " ")):
            return value
        for language in ("en", "fr"):
            with override(language):
                if wanted == fold(str(label)):
                    return value
    return None


def field_condition(item):
    """Return the condition of a field item that QueryField took."""
    return CONDITIONS[item.field](item.text)


def said_by(text):
    """Return the condition of a speaker, by public id or words of a name."""
    keys, _found = speakers_meant(text)
    if not keys:
        return Q(pk__in=[])
    return among(Publication.speakers.through.objects.filter(speaker__in=keys))


def speakers_meant(text):
    """Return (keys of speakers, what was found by name or None), merged ones included."""
    if is_public_id(text):
        speaker = Speaker.objects.filter(public_id=text).first()
        return (merged_family(speaker) if speaker else frozenset()), None
    found = speakers_named(text)
    return found.keys, found


def in_article(text):
    """Return the condition of an article, by public id or words of its headline."""
    if is_public_id(text):
        article = Article.objects.filter(public_id=text).first()
        return Q(article=article) if article else Q(pk__in=[])
    return every_word("article_search", text)


def from_source(text):
    """Return the condition of a source in the chain, by public id or words."""
    if not is_public_id(text):
        return every_word("source_search", text)
    source = Source.objects.filter(public_id=text).first()
    if source is None:
        return Q(pk__in=[])
    return among(Publication.sources.through.objects.filter(source=source))


def with_status(value):
    """Return the condition of a status that readers are told."""
    if value == "corrected":
        return Q(is_corrected=True)
    if value == Status.UNDER_REVIEW:
        return Q(under_review=True)
    return Q(status=value, under_review=False)


def from_day(day):
    """Return the condition of being listed on a day or later."""
    return Q(sorted_on__gte=day)


def until_day(day):
    """Return the condition of being listed on a day or earlier, with a date at all."""
    return Q(sorted_on__lte=day, sorted_on__gt=date.min)


def in_year(text):
    """Return the condition of being listed in a year, month or day (2024, 2024-11)."""
    first, last = period(text)
    return Q(sorted_on__gte=first, sorted_on__lte=last)


def _before(text):
    first, _last = period(text)
    return Q(sorted_on__lt=first, sorted_on__gt=date.min)


def _demand_period(item):
    try:
        period(item.text)
    except ValueError as error:
        raise forms.ValidationError(
            _("%(field)s: %(why)s"),
            code="bad_date",
            params={"field": item.typed, "why": gettext(str(error))},
        ) from None


CONDITIONS = {
    "speaker": said_by,
    "status": lambda text: with_status(choice("status", text)),
    "kind": lambda text: Q(kind=choice("kind", text)),
    "language": lambda text: Q(language=choice("language", text)),
    "article": in_article,
    "source": from_source,
    "office": lambda text: Q(office__icontains=text),
    "before": _before,
    "after": lambda text: from_day(period(text)[0]),
    "year": in_year,
}
