"""Filters from the query string, for publications; every filter is in the address."""

import django_filters
from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from quotes import query_fields
from quotes.ids import is_public_id
from quotes.models import Article, Publication, Source, Speaker
from quotes.query_fields import LABELED, QueryField
from quotes.vocabulary import Kind, Language, SourceKind

#: Longest query, in code points.
LONGEST_QUERY = 400


class DayInput(forms.DateInput):
    """The browser's own date picker; it sends and expects ISO 8601."""

    input_type = "date"

    def __init__(self):
        super().__init__(format="%Y-%m-%d")


class QueryFilter(django_filters.CharFilter):
    """The search field."""

    field_class = QueryField


class PublicationFilter(django_filters.FilterSet):
    """What a reader can narrow a list of quotes by.

    q is a query (quotes/queries.py); speaker, article and source take a public id or
    words of a name. A value that cannot be is an error of its field, and the list is
    then empty.
    """

    q = QueryFilter(label=_("Words"), method="by_query", max_length=LONGEST_QUERY)
    speaker = django_filters.CharFilter(
        label=_("Speaker"), method="by_speaker", max_length=100
    )
    office = django_filters.CharFilter(
        label=_("Office"), field_name="office", max_length=300
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
    year = django_filters.CharFilter(
        label=_("Year"),
        method="by_year",
        max_length=4,
        validators=[RegexValidator(r"^(?!0000)\d{4}$", _("A year has four digits."))],
    )
    after = django_filters.DateFilter(
        label=_("From"), method="by_first_day", widget=DayInput
    )
    before = django_filters.DateFilter(
        label=_("Until"), method="by_last_day", widget=DayInput
    )

    class Meta:
        model = Publication
        fields = []

    def by_query(self, queryset, name, query):
        return queryset.matching(query, query_fields.field_condition)

    def by_speaker(self, queryset, name, value):
        keys, self.speakers_found = query_fields.speakers_meant(value)
        return queryset.said_by(keys)

    def by_article(self, queryset, name, value):
        return queryset.filter(query_fields.in_article(value))

    def by_source(self, queryset, name, value):
        if is_public_id(value):
            source = Source.objects.filter(public_id=value).first()
            return queryset.from_source(source) if source else queryset.none()
        return queryset.filter(query_fields.from_source(value))

    def by_status(self, queryset, name, value):
        return queryset.filter(query_fields.with_status(value))

    def by_corrected(self, queryset, name, value):
        return queryset.filter(is_corrected=value == "yes")

    def by_year(self, queryset, name, value):
        return queryset.filter(query_fields.in_year(value))

    def by_first_day(self, queryset, name, value):
        return queryset.filter(query_fields.from_day(value))

    def by_last_day(self, queryset, name, value):
        return queryset.filter(query_fields.until_day(value))

    @property
    def query(self):
        """The query as it was read, None without one or with a fault."""
        return self.form.cleaned_data.get("q") if self.is_valid() else None

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
            for each in (name, "page"):  # another list has other pages
                rest.pop(each, None)
            shown = dict(getattr(field, "choices", ())).get(value, value)
            if is_public_id(value):
                shown = self._name_of(name, value)
            found.append((field.label, shown, rest.urlencode()))
        return found

    def _name_of(self, name, public_id):
        """Return the name of a row that readers may see, else the id as it was given."""
        models = {"speaker": Speaker, "article": Article, "source": Source}
        if name not in models:
            return public_id
        if name == "speaker":
            row = Speaker.objects.filter(public_id=public_id).first()
            row = row if row and Speaker.objects.is_public(row) else None
        else:
            row = models[name].objects.public().filter(public_id=public_id).first()
        return str(getattr(row, "title", "") or row.name) if row else public_id
