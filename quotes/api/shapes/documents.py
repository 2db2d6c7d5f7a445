"""Formats that others defined: W3C Web Annotation and BBC Citron."""

from rest_framework import serializers as s

from quotes.api.shapes.fields import URL, link, moment, shape, text
from quotes.api.shapes.things import REVISION

SpecificResource = shape(
    "AnnotationTarget",
    {
        "type": text("SpecificResource."),
        "source": link("The record whose text.text the positions are counted in."),
        "scope": link("The page of the article."),
        "selector": s.ListField(
            child=s.DictField(),
            help_text="A TextPositionSelector and a TextQuoteSelector of one place.",
        ),
    },
)
Annotation = shape(
    "Annotation",
    {
        "id": link("Id of the annotation."),
        "type": text("Annotation."),
        "motivation": text("identifying: who said these words."),
        "modified": moment("When this version was published."),
        "body": s.ListField(
            child=s.DictField(),
            help_text=(
                "The status (tagging), the statement (describing), the "
                "speakers (identifying), where the text names them (linking)."
            ),
        ),
        "target": SpecificResource(
            many=True, help_text="The words, one for each stretch of them."
        ),
    },
)
AnnotationPage = shape(
    "AnnotationPage",
    {
        "id": link("This page."),
        "type": text("AnnotationPage."),
        "partOf": link("The collection."),
        "next": link("The next page.", required=False),
        "prev": link("The page before.", required=False),
        "items": Annotation(many=True),
    },
)
Annotations = shape(
    "AnnotationCollection",
    {
        "@context": link("Of Web Annotation."),
        "id": link("This collection, or with a cursor this page."),
        "type": text("AnnotationCollection, or with a cursor AnnotationPage."),
        "label": text("What it is.", required=False),
        "total": s.IntegerField(required=False, help_text="How many annotations."),
        "first": AnnotationPage(required=False),
        "partOf": link("The collection.", required=False),
        "next": link("The next page.", required=False),
        "prev": link("The page before.", required=False),
        "items": Annotation(many=True, required=False),
    },
)

CitronSpan = shape(
    "CitronSpan",
    {
        "start": s.IntegerField(help_text="First code point, from 0."),
        "end": s.IntegerField(help_text="The one after the last."),
        "text": text("The words at this place."),
    },
)
CitronDocument = shape(
    "CitronDocument",
    {
        "id": text("Id of the article."),
        "url": link(URL),
        "language": text("Language of the article."),
        **REVISION,
        "text": text("The text of the article."),
        "quotes": shape(
            "CitronQuote",
            {
                "id": text("Id of the quote."),
                "cue": CitronSpan(allow_null=True, help_text="The first cue."),
                "sources": CitronSpan(many=True, help_text="Mentions of who said it."),
                "contents": CitronSpan(many=True, help_text="The words."),
                "coreferences": CitronSpan(many=True, help_text="Always empty."),
            },
        )(many=True),
    },
)
