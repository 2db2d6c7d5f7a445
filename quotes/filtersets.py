"""Filters from the query string, for publications; every filter is in the address."""

import django_filters
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from quotes.ids import is_public_id
from quotes.models import Publication, Source, Speaker
from quotes.search import every_word
from quotes.vocabulary import SETTLED, Kind, Language, SourceKind, Status

LABELED = (*SETTLED, Status.UNDER_REVIEW)


class DayInput(forms.DateInput):
    """The browser's own date picker; it sends and expects ISO 8601."""

    input_type = "date"

    def __init__(self):
        super().__init__(format="%Y-%m-%d")


class PublicationFilter(django_filters.FilterSet):
    """What a reader can narrow a list of quotes by.

    speaker, article and source take a public id or words of a name. A value that
    cannot be is an error of its field, and the list is then empty.
    """

    q = django_filters.CharFilter(label=_("Words"), method="by_words", max_length=200)
    speaker = django_filters.CharFilter(
        label=_("Speaker"), method="by_speaker", max_length=100
    )
    article = django_filters.CharFilter(
        label=_("Article"), method="by_article", max_length=100
    )
    source = django_filters.CharFilter(
        label=_("Source"), method="by_source", max_length=100
    )
    source_kind = django_filters.ChoiceFilter(
        label=_("Kind of source"), choices=SourceKind.choices, empty_label=_("any")
    )
    kind = django_filters.ChoiceFilter(
        label=_("Form"), choices=Kind.choices, empty_label=_("any")
    )
    status = django_filters.ChoiceFilter(
        label=_("Status"),
        choices=[(status.value, status.label) for status in LABELED],
        method="by_status",
        empty_label=_("any"),
    )
    corrected = django_filters.ChoiceFilter(
        label=_("Corrected"),
        choices=[("yes", _("yes")), ("no", _("no"))],
        method="by_corrected",
        empty_label=_("any"),
    )
    language = django_filters.ChoiceFilter(
        label=_("Language"), choices=Language.choices, empty_label=_("any")
    )
    after = django_filters.DateFilter(
        label=_("From"),
        field_name="dated_on",
        lookup_expr="gte",
        widget=DayInput,
    )
    before = django_filters.DateFilter(
        label=_("Until"),
        field_name="dated_on",
        lookup_expr="lte",
        widget=DayInput,
    )

    class Meta:
        model = Publication
        fields = []

    def by_words(self, queryset, name, value):
        return queryset.matching(value)

    def by_speaker(self, queryset, name, value):
        if is_public_id(value):
            speaker = Speaker.objects.filter(public_id=value).first()
            return queryset.by_speaker(speaker) if speaker else queryset.none()
        return queryset.filter(every_word("speaker_search", value))

    def by_article(self, queryset, name, value):
        if is_public_id(value):
            return queryset.filter(article__public_id=value)
        return queryset.filter(every_word("article_search", value))

    def by_source(self, queryset, name, value):
        if is_public_id(value):
            source = Source.objects.filter(public_id=value).first()
            return queryset.from_source(source) if source else queryset.none()
        return queryset.filter(every_word("source_search", value))

    def by_status(self, queryset, name, value):
        if value == Status.UNDER_REVIEW:
            return queryset.filter(under_review=True)
        return queryset.filter(status=value, under_review=False)

    def by_corrected(self, queryset, name, value):
        return queryset.filter(Q(is_corrected=value == "yes"))

    def is_narrowed(self):
        """Tell whether a filter other than the words is in force."""
        return any(self.data.get(name) for name in self.filters if name != "q")

    def chips(self):
        """Return the filters in force as (label, value as shown, query without it)."""
        if not self.form.is_bound:
            return []
        found = []
        for name, field in self.form.fields.items():
            value = self.data.get(name, "")
            if not value:
                continue
            rest = self.data.copy()
            rest.pop(name, None)
            rest.pop("page", None)
            shown = dict(getattr(field, "choices", ())).get(value, value)
            if name == "speaker" and is_public_id(value):
                shown = self._name_of(value)
            found.append((field.label, shown, rest.urlencode()))
        return found

    def _name_of(self, public_id):
        row = self.queryset.filter(speakers__public_id=public_id).first()
        names = row.shown["speakers"] if row else []
        return next(
            (each["name"] for each in names if each["id"] == public_id), public_id
        )
