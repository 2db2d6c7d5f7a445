"""The manual of the API as a page of this site, made from its description."""

from itertools import groupby

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from quotes.api.description import openapi
from quotes.models import Correction, Publication

READ = ["get", "head", "options"]

#: What operations are grouped under, in order.
CHAPTERS = {
    "start": _("Getting started"),
    "quotes": _("Quotes"),
    "speakers": _("Speakers"),
    "articles": _("Articles and their statements"),
    "sources": _("Sources"),
    "corrections": _("Corrections"),
    "changes": _("Changes"),
}
#: What a query may look like, by operation.
QUERIES = {
    "list_quotes": "?status=verified&after=2024-01-01&page_size=10",
    "list_changes": "?since=2024-11-12T08:30:00Z",
    "list_corrections": "?page_size=5",
}


class ManualView(TemplateView):
    """Every answer of the API with its parameters and shape, and how to ask for it."""

    http_method_names = READ
    template_name = "quotes/api.html"

    def get_context_data(self, **kwargs):
        schema, ids = openapi(), example_ids()
        operations = [
            operation_of(path, item["get"], ids)
            for path, item in schema["paths"].items()
        ]
        order = list(CHAPTERS)
        operations.sort(key=lambda each: order.index(each["tag"]))
        return super().get_context_data(
            chapters=[
                (tag, CHAPTERS[tag], list(group))
                for tag, group in groupby(operations, lambda each: each["tag"])
            ],
            shapes=[
                shape_of(name, shape)
                for name, shape in schema["components"]["schemas"].items()
                if "properties" in shape
            ],
            base=self.request.build_absolute_uri("/"),
            **kwargs,
        )


def example_ids():
    """Return the ids of public things for examples, by the first part of their path."""
    row = Publication.objects.listed().newest_first().first()
    correction = Correction.objects.public().values_list("public_id", flat=True)
    shown = row.shown if row else {}
    return {
        "quotes": row and row.public_id,
        "articles": row and shown["article"]["id"],
        "speakers": next((each["id"] for each in shown.get("speakers", ())), None),
        "sources": next((each["id"] for each in shown.get("chain", ())), None),
        "corrections": correction.order_by("-published_at", "-pk").first(),
    }


def operation_of(path, told, ids):
    """Return an operation of the description as the page shows it."""
    thing = path.removeprefix("/api/v1/").split("/")[0]
    example = path.replace("{public_id}", ids.get(thing) or "0123456789ab")
    return {
        "id": told["operationId"],
        "tag": told["tags"][0],
        "path": path,
        "summary": told["summary"],
        "paragraphs": [
            with_code(each)
            for each in told["description"].split("\n\n")
            if each != told["summary"]
        ],
        "parameters": [
            {
                "name": each["name"],
                "told": with_code(each.get("description", "The public id.")),
                "types": types_of(each["schema"]),
                "values": each["schema"].get("enum", ()),
            }
            for each in told.get("parameters", ())
        ],
        "answers": [
            (status, each["description"], _shape_name(each))
            for status, each in told["responses"].items()
        ],
        "example": example.removeprefix("/") + QUERIES.get(told["operationId"], ""),
    }


def shape_of(name, shape):
    """Return a shape of the description as the page shows it."""
    return {
        "name": name,
        "fields": [
            {
                "name": key,
                "told": with_code(each.get("description", "")),
                "types": types_of(each),
            }
            for key, each in shape["properties"].items()
        ],
    }


def with_code(text):
    """Return a text of the description as HTML, what stands in backticks as code."""
    return format_html_join(
        "",
        "{}",
        (
            (format_html("<code>{}</code>", part) if number % 2 else part,)
            for number, part in enumerate(text.split("`"))
        ),
    )


def types_of(schema):
    """Return what a value can be as [(word, is it the name of a shape)]."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        found = openapi()["components"]["schemas"][name]
        if "properties" in found:
            return [(name, True)]
        return _words(found.get("enum", [None]))
    for key in ("allOf", "oneOf", "anyOf"):
        if key in schema:
            return [pair for each in schema[key] for pair in types_of(each)]
    kinds = schema.get("type", "object")
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if "enum" in schema:
        return _words(schema["enum"])
    if kinds == ["array"]:
        return [("list of", False), *types_of(schema["items"])]
    return [
        (schema.get("format", kind) if kind == "string" else kind, False)
        for kind in kinds
    ]


def _words(values):
    return [("null" if value is None else str(value), False) for value in values]


def _shape_name(answer):
    for content in answer.get("content", {}).values():
        return content["schema"].get("$ref", "").rpartition("/")[2]
    return ""
