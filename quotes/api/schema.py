"""What the OpenAPI description says of each answer beside its shape."""

import inspect

from django.forms import DateField
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import (
    OpenApiExample,
    OpenApiParameter,
    OpenApiResponse,
    extend_schema,
    extend_schema_view,
)

from quotes.api import shapes
from quotes.api.errors import JSON, error_body

QUERY = OpenApiParameter.QUERY

#: The filters, in English: their labels speak the language of a page.
FILTERS = {
    "q": "A query, as in the search field of the site.",
    "speaker": "A speaker's id, or words of a name.",
    "article": "An article's id, or words of its title or publisher.",
    "source": "A source's id, or words of its name.",
    "source_kind": "What the newsroom has it from.",
    "kind": "How the words are printed.",
    "status": "What readers are told of it.",
    "corrected": "Whether a published correction stands beside it.",
    "office": "The first speaker’s office on the day, letter by letter.",
    "language": "Language of the words (BCP 47).",
    "year": "The year, by `date`.",
    "after": "First day, by `date`.",
    "before": "Last day, by `date`.",
}
CURSOR = OpenApiParameter(
    "cursor", str, QUERY, description="From `next` or `previous` of another page."
)
PAGE_SIZE = OpenApiParameter(
    "page_size",
    {"type": "integer", "minimum": 1, "maximum": 100, "default": 25},
    QUERY,
    description="How many rows at most.",
)
SINCE = OpenApiParameter(
    "since",
    str,
    QUERY,
    description="From `next` of an earlier answer, or a moment: 2024-11-12T08:30:00Z. "
    "Without it, from the beginning.",
)

#: What can go wrong, and the code that a program is told.
REFUSALS = {
    400: ("bad_parameter", "A parameter is unknown, or its value cannot be."),
    404: ("not_found", "There is nothing here that readers may see."),
    406: ("not_acceptable", "Only JSON is spoken."),
    410: ("withdrawn", "The quote was withdrawn; its notices are told."),
    429: ("throttled", "Too many requests: wait for Retry-After seconds."),
    500: ("internal_server_error", "The server failed."),
}


def describe(operation, answer, *, filters=None, since=False, content_type=JSON, **is_):
    """Return a decorator of views: how the description names and explains them.

    The first line of a view's docstring is its summary, the rest its description.
    filters is the filter set that its parameters come from. gone=True: a quote that can
    be withdrawn; moved=True: a thing that can be merged.
    """

    def decorate(view):
        summary, _, more = view.__doc__.partition("\n")
        parameters = filter_parameters(filters) if filters else []
        takes = view.parameters
        parameters += [CURSOR] * ("cursor" in takes) + [SINCE] * since
        parameters += [PAGE_SIZE] * ("page_size" in takes)
        return extend_schema_view(
            get=extend_schema(
                operation_id=operation,
                summary=summary.strip(),
                description=inspect.cleandoc(more),
                parameters=parameters,
                responses=_answers(answer, content_type, **is_),
                tags=[_tag(operation)],
            )
        )(view)

    return decorate


def filter_parameters(filters):
    """Return the parameters that a filter set reads."""
    return [
        OpenApiParameter(
            name,
            OpenApiTypes.DATE if isinstance(each.field, DateField) else str,
            QUERY,
            description=FILTERS.get(name, ""),
            enum=values_of(each.field),
        )
        for name, each in filters.base_filters.items()
    ]


def values_of(field):
    """Return the values that a filter takes, None where it is not one of a few."""
    choices = [str(value) for value, _label in getattr(field, "choices", ()) if value]
    return choices or None


def _answers(answer, content_type, *, gone=False, moved=False):
    """Return what an operation answers, by status."""
    answers = {
        (200, content_type): OpenApiResponse(answer, "As asked."),
        304: OpenApiResponse(None, "Nothing changed since what you have."),
    }
    if moved:
        answers[301] = OpenApiResponse(None, "Merged into another: see Location.")
    for status, (code, told) in REFUSALS.items():
        if status == 410 and not gone:
            continue
        shape = shapes.GoneError if status == 410 else shapes.Error
        example = OpenApiExample(code, error_body(status, code), media_type=JSON)
        answers[status, JSON] = OpenApiResponse(
            shape, told, examples=[] if status == 410 else [example]
        )
    return answers


def _tag(operation):
    """Return the thing that an operation is about, which it is listed under."""
    for thing in ("article", "quote", "speaker", "source", "correction", "change"):
        if thing in operation:
            return f"{thing}s"
    return "start"
