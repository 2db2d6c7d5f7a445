"""Speakers, articles, sources, corrections, changes and the list of links."""

from rest_framework import serializers as s

from quotes import vocabulary as words
from quotes.api.shapes.fields import (
    URL,
    day,
    flag,
    link,
    maybe,
    moment,
    one_of,
    page_of,
    shape,
    text,
)
from quotes.api.shapes.quotes import BASE, QUOTE


def links(name, **told):
    """Return the shape of a record's links."""
    fields = {key: link(about) for key, about in told.items()}
    common = {"html": link("The page."), "json": link("This record.")}
    return shape(name, common | fields)()


# Speakers

Speaker = shape(
    "Speaker",
    {
        "id": text("Public id; stays."),
        "url": link(URL),
        "kind": one_of(words.SpeakerKind, "What the speaker is."),
        "name": text("The main name."),
        "sort_name": text("The name as an index has it."),
        "description": maybe("A few words that tell two of one name apart."),
        "wikidata_id": maybe("Q and a number."),
        "names": shape(
            "SpeakerName",
            {
                "name": text("Another name in texts."),
                "kind": one_of(words.NameKind, "What kind of name."),
                "language": text("Its language."),
                "is_display": flag("Pages in this language show it."),
            },
        )(many=True),
        "offices": shape(
            "Office",
            {
                "title": maybe("The title."),
                "organization": maybe("Where."),
                "language": text("Language of both."),
                "held_from": day("First day, as far as it is known."),
                "held_to": day("Last day, included."),
                "printed_in": maybe("Id of the article that gives it."),
            },
        )(many=True, help_text="Dated ones, and those that an article prints."),
        "links": links("SpeakerLinks", quotes="The quotes that name this speaker."),
    },
)
SpeakerPage = page_of("SpeakerPage", Speaker)

# Articles

ARTICLE = {
    "id": text("Public id; stays."),
    "url": link(URL),
    "title": text("The headline, else the first words of the text."),
    "headline": maybe("Null where the article has none."),
    "byline": maybe("Who wrote it, as printed."),
    "publisher": maybe("Agency or publisher."),
    "dateline": maybe("The place, as printed."),
    "language": text("Language of the article (BCP 47)."),
    "original_url": link("Where it first appeared.", allow_null=True),
    "published_on": day("Day of publication."),
    "published_on_known": one_of(words.Known, "How it is known.", allow_null=True),
    "published_printed": maybe("Time of publication, as printed."),
    "updated_printed": maybe("Time of the last update, as printed."),
    "rights": maybe("Who holds the rights in the text."),
    "links": links(
        "ArticleLinks",
        statements="Its public quotes with their places.",
        annotations="The same as W3C Web Annotations.",
        citron="The same in the format of BBC Citron.",
    ),
}
Article = shape("Article", ARTICLE)
ArticlePage = page_of("ArticlePage", Article)
REVISION = {
    "revision": s.IntegerField(help_text="Number of the text, from 1."),
    "sha256": text("SHA-256 of the text in UTF-8."),
}
ArticleDetail = shape(
    "ArticleDetail",
    {
        **ARTICLE,
        "text": shape(
            "ArticleText", {**REVISION, "text": text("The text as received.")}
        )(allow_null=True),
    },
)

# Sources

SOURCE = {
    "id": text("Public id; stays."),
    "url": link(URL),
    "kind": one_of(words.SourceKind, "What the source is."),
    "name": text("What it is called."),
}
Source = shape(
    "Source",
    {
        **SOURCE,
        "language": text("Language of the name."),
        "publisher": maybe("Who put it out."),
        "dated_on": day("Its date."),
        "terms": one_of(words.Terms, "On what terms it spoke."),
        "original_url": link("Where it is.", allow_null=True),
        "archived_url": link("An archived copy.", allow_null=True),
        "relays": shape("RelayedSource", SOURCE)(
            many=True, help_text="What it passes on, nearest first."
        ),
        "links": links("SourceLinks", quotes="The quotes that came through it."),
    },
)
SourcePage = page_of("SourcePage", Source)

# Corrections

Correction = shape(
    "Correction",
    {
        "id": text("Public id; stays."),
        "url": link(URL),
        "class": one_of(words.CorrectionClass, "How far it goes."),
        "error": one_of(words.ErrorKind, "What was wrong."),
        "notice": text("One sentence, clear on its own."),
        "language": text("Language of the notice (BCP 47)."),
        "shown": maybe("What was shown. Null once the quote is withdrawn."),
        "right": maybe("What is right. Null once the quote is withdrawn."),
        "delay_reason": maybe("Why it took long."),
        "published_at": moment("When readers first saw it."),
        "quote": shape("CorrectedQuote", {**BASE})(),
        "links": links("CorrectionLinks", quote="The record of the quote."),
    },
)
CorrectionPage = page_of("CorrectionPage", Correction)

# Changes

Changes = shape(
    "Changes",
    {
        "next": link("Ask this again later; nothing is missed from here on."),
        "more": flag("There is more: ask next at once."),
        "results": shape(
            "Change",
            {
                "id": text("Id of the quote."),
                "kind": s.ChoiceField(
                    ["published", "changed", "under_review", "withdrawn", "gone"],
                    help_text="gone: its article is not public any more.",
                ),
                "version": s.IntegerField(
                    allow_null=True, help_text="The version shown now."
                ),
                "status": s.ChoiceField(
                    BASE["status"].choices,
                    allow_null=True,
                    help_text="What readers are told of it.",
                ),
                "changed_at": moment("When readers saw the difference."),
                "url": link(URL, allow_null=True),
                "json": link("The record of the quote.", allow_null=True),
            },
        )(many=True, help_text="The earliest first."),
    },
)

Root = shape(
    "Root",
    {
        name: link(about)
        for name, about in {
            "quotes": "Public quotes.",
            "speakers": "Their speakers.",
            "articles": "The articles that they stand in.",
            "sources": "Where they come from.",
            "corrections": "Published corrections.",
            "changes": "What changed since a moment.",
            "schema": "All this as OpenAPI 3.1.",
            "manual": "All this for people.",
        }.items()
    },
)

# Statements of an article

SPAN_KEYS = ("role", "number", "start", "end", "exact", "prefix", "suffix")
Span = shape(
    "Span",
    {
        "role": one_of(words.SpanRole, "What part of the statement it is."),
        "number": s.IntegerField(help_text="From 1 in its role."),
        "start": s.IntegerField(help_text="First code point, from 0."),
        "end": s.IntegerField(help_text="The one after the last."),
        "exact": text("The words at this place.", trim_whitespace=False),
        "prefix": text("Up to 32 code points before it.", allow_blank=True),
        "suffix": text("Up to 32 code points after it.", allow_blank=True),
    },
)
StatementPage = page_of(
    "StatementPage",
    shape(
        "Statement",
        {
            **QUOTE,
            "revision": s.IntegerField(help_text="The text that places are in."),
            "spans": Span(many=True),
        },
    ),
)
