"""The column beside a list of quotes: its search form, and facets to narrow it by."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.template import engines
from django.urls import reverse

from quotes.copies import kept_part
from quotes.facets import SHOWN
from quotes.filtersets import PublicationFilter

#: Facets that are open from the start; the others open where they are in force.
OPEN = ("speaker", "status", "year")


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a facet as it is listed; address is the list with it, or without."""

    label: str
    count: object
    language: str
    is_on: bool
    address: str


@dataclass(frozen=True, slots=True)
class Group:
    """One facet: its heading and its values."""

    label: str
    values: list
    is_open: bool


def side_of(filterset, facets, order):
    """Return the column as HTML; facets is None where a filter is faulty."""
    groups = facet_groups(filterset.data, facets) if facets else []
    pages = reverse("quotes:quote-list"), reverse("quotes:search-help")
    return _macros().side(filterset, groups, facets, order, field_html, *pages)


def _macros():
    return engines["jinja2"].env.get_template("side.html").module


def facet_groups(asked, facets):
    """Return the facets that have values, in the order of the page.

    asked is the query of the page: a QueryDict.
    """
    groups = []
    for name, values in facets.values.items():
        is_asked = asked.get(name, "")
        # One value that all have narrows nothing, unless it is in force.
        if len(values) < 2 and not any(each.value == is_asked for each in values):
            continue
        rest = asked.copy()
        for other in (name, "page"):
            rest.pop(other, None)
        rest = rest.urlencode()
        rows = [
            Value(
                each.label,
                each.count,
                each.language,
                each.value == is_asked,
                _address(rest, name, None if each.value == is_asked else each.value),
            )
            for each in values[:SHOWN]
        ]
        label = PublicationFilter.base_filters[name].label
        groups.append(Group(label, rows, name in OPEN or bool(is_asked)))
    return groups


def _address(rest, name, value):
    added = "" if value is None else urlencode({name: value})
    return "?" + "&".join(filter(None, [rest, added]))


def field_html(field):
    """Return a field of the form with its label and errors.

    Kept by all that it is made of: Django's own widgets take a third of a page's time.
    """
    errors = tuple(field.errors)

    def make():
        text = _macros().field(field)
        return text, len(text)

    name = ("field", type(field.form).__name__, field.name, field.data or "", errors)
    return kept_part(name, make)
