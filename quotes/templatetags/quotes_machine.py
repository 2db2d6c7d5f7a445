"""What stands in the head of a page for machines: JSON-LD, OpenGraph, discovery."""

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from quotes import excerpts, jsonld
from quotes.fragments import text_fragment
from quotes.models import Publication

register = template.Library()

#: What OpenGraph calls the languages of the pages.
LOCALES = {"en": "en_GB", "fr": "fr_FR"}

PAGES = {
    "home": lambda _thing, absolute: jsonld.home_page(absolute),
    "quote": jsonld.quote_page,
    "speaker": jsonld.speaker_page,
    "article": lambda article, absolute: jsonld.article_page(
        article, current_publications(article), absolute
    ),
    "source": jsonld.source_page,
    "correction": jsonld.correction_page,
    "corrections": jsonld.correction_list_page,
}


def current_publications(article):
    """Return the current publications of an article's quotes, withdrawn ones too."""
    rows = Publication.objects.current().filter(article=article).order_by("pk")
    # The columns that lists search by are as long as the words, and not told.
    return rows.defer("search_text", "search_words", "search_terms")


@register.simple_tag(takes_context=True, name="jsonld")
def jsonld_of(context, kind, thing=None, **more):
    """Return the graph of a page as a data block; a page without one gets none.

    kind is a key of PAGES; thing is what the page is about, and more what its function
    takes beside it: links of a quote, offices of a speaker. A source is given as its
    public chain.
    """
    absolute = _absolute(context)
    given = {name: value for name, value in more.items() if value}
    text = jsonld.as_text(PAGES[kind](thing, absolute, **given))
    # A data block, which nothing runs: script-src has no say in it. The signs that
    # could end it are escaped.
    return format_html(
        '<script type="application/ld+json">{}</script>',
        mark_safe(text),  # noqa: S308
    )


@register.inclusion_tag("quotes/_opengraph.html", takes_context=True)
def opengraph(context, title, description="", kind="website", path=""):
    """Return the meta elements by which others show a link to this page, as text alone.

    path is that of the canonical address, the page's own if left out.
    """
    language = get_language()
    return {
        "title": title,
        "description": description,
        "kind": kind,
        "address": _absolute(context)(path or context["request"].path),
        "locale": LOCALES.get(language, language),
    }


@register.filter
def summary(publication):
    """Return a publication in one line of plain text, its standing first."""
    return excerpts.summary(publication)


@register.filter
def headline(publication):
    """Return a publication as a title: its words, cut if they are many, and by whom."""
    return excerpts.headline(publication)


@register.filter
def original_address(publication):
    """Return the address of the original article, at the words of the statement."""
    return text_fragment(
        publication.shown["article"]["url"], publication.state["spans"]
    )


@register.simple_tag(takes_context=True)
def oembed_address(context, publication):
    """Return where a consumer of oEmbed asks how to show a quote."""
    absolute = _absolute(context)
    asked = {"url": absolute(publication.get_absolute_url()), "format": "json"}
    return f"{absolute(reverse('oembed'))}?{urlencode(asked)}"


def _absolute(context):
    return context["request"].build_absolute_uri
