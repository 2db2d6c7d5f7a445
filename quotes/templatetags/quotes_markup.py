"""How statements, names and dates are set on public pages. Output only."""

from datetime import date
from functools import lru_cache

from django import template
from django.conf import settings as project
from django.urls import translate_url
from django.utils import formats
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from quotes import snippets, typography
from quotes.addresses import titled_path
from quotes.passages import CUE, ELISION, MENTION, QUOTED
from quotes.texts import slug
from quotes.typography import marks
from quotes.typography import spaced as space
from quotes.vocabulary import (
    CorrectionClass,
    Decision,
    ErrorKind,
    LinkKind,
    Role,
    SourceKind,
    Status,
)

register = template.Library()

#: A status is never told by color alone: each has a sign and its word.
SIGNS = {
    Status.VERIFIED: "✓",
    Status.DISPUTED: "≠",
    Status.UNRESOLVED: "?",
    Status.UNDER_REVIEW: "…",
    Status.WITHDRAWN: "✕",
    Status.UNVERIFIED: "○",
    Status.PROPOSED: "○",
    Status.REJECTED: "–",
}

#: What a quote does to the other one, and what the other one does to it.
LINK_PHRASES = {
    LinkKind.DENIES: (gettext_lazy("It denies:"), gettext_lazy("It is denied by:")),
    LinkKind.CONFIRMS: (
        gettext_lazy("It confirms:"),
        gettext_lazy("It is confirmed by:"),
    ),
    LinkKind.REPEATS: (gettext_lazy("It repeats:"), gettext_lazy("It is repeated by:")),
    LinkKind.REWORDS: (gettext_lazy("It rewords:"), gettext_lazy("It is reworded by:")),
    LinkKind.TRANSLATES: (
        gettext_lazy("It translates:"),
        gettext_lazy("It is translated by:"),
    ),
}

VOCABULARIES = {
    "correction": CorrectionClass,
    "decision": Decision,
    "error": ErrorKind,
    "link": LinkKind,
    "role": Role,
    "source": SourceKind,
    "status": Status,
}


@register.filter
def word(value, vocabulary):
    """Return the word of the interface for a stored value of a vocabulary."""
    return VOCABULARIES[vocabulary](value).label


@register.simple_tag
def link_phrase(kind, leads_out):
    """Return what a quote does to a linked one, or the linked one to it."""
    return LINK_PHRASES[kind][0 if leads_out else 1]


@register.filter
def sign(status):
    """Return the sign that stands beside the word of a status."""
    return SIGNS[status]


@register.filter
def spaced(text, language):
    """Return text with the spacing of its language."""
    return space(text or "", language or "")


@register.simple_tag
def statement(publication, wanted=None):
    """Return the words of a publication, marks around quoted ones alone.

    Reported speech comes with its cue and mention as the text prints them. wanted, the
    words of a query (quotes.snippets.Wanted), are marked as hits.
    """
    language = publication.language
    opening, closing = marks(language)
    rows = []
    for role, text in publication.shown["parts"]:
        text = with_hits(space(text, language), language, wanted)
        if role == QUOTED:
            text = format_html(
                '<span class="mark">{}</span>{}<span class="mark">{}</span>',
                opening,
                text,
                closing,
            )
        rows.append((_class_of(role), text))
    return format_html_join("", '<span class="{}">{}</span>', rows)


def with_hits(text, language, wanted):
    """Return text with the words of a query marked; as it is without a query."""
    if not wanted:
        return text
    runs = snippets.marked(text, wanted.hits(text, language))
    return format_html_join(
        "",
        "{}",
        (
            (format_html('<mark class="hit">{}</mark>', run) if is_hit else run,)
            for run, is_hit in runs
        ),
    )


def _class_of(role):
    return {
        QUOTED: "quoted",
        CUE: "cue",
        MENTION: "mention",
        ELISION: "elision",
    }.get(role, "said")


@register.simple_tag
def plain_statement(publication):
    """Return the words as plain text with real marks, for titles and descriptions."""
    return typography.plain_statement(
        publication.shown.get("parts", ()), publication.language
    )


@register.simple_tag
def as_printed(text, language):
    """Return words of a text between the marks of its language."""
    opening, closing = marks(language)
    return format_html(
        '<span lang="{}">{}{}{}</span>', language, opening, text, closing
    )


@register.filter
def named(speaker):
    """Return the name that a frozen speaker has in the language of the page."""
    return speaker["names"].get(get_language()) or speaker["name"]


@register.simple_tag
def said_by(publication):
    """Return the names of the speakers in the language of the page, as plain text."""
    return ", ".join(named(each) for each in publication.shown.get("speakers", ()))


@register.simple_tag
def colon():
    """Return a colon with the spaces that the language of the page sets around it."""
    return typography.colon(get_language())


@register.filter
def shown_name(speaker):
    """Return the name that a speaker's row has in the language of the page."""
    return speaker.name_in(get_language())


@register.filter
def address(thing, kind):
    """Return the address of a frozen speaker, article or source."""
    label = thing.get("name") or thing.get("headline") or ""
    fallback = thing.get("language") if kind == "article" else thing.get("kind")
    return titled_path(kind, thing["id"], slug(label) or fallback)


@register.filter
def day(value):
    """Return an ISO date of a frozen text in the form of the page's language."""
    return _day(value[:10], get_language()) if value else ""


@lru_cache(maxsize=4096)
def _day(value, language):
    """Return a day as a language writes it; formatting one takes as long as a row does."""
    return formats.date_format(date.fromisoformat(value), "DATE_FORMAT")


@register.simple_tag
def said_on(publication):
    """Return the day a statement was made as far as it is known, or ""."""
    said = publication.state.get("said_on") or {}
    if not said.get("date"):
        return ""
    value = date.fromisoformat(said["date"])
    if said["precision"] == "year":
        shown = str(value.year)
    elif said["precision"] == "month":
        shown = formats.date_format(value, "YEAR_MONTH_FORMAT")
    else:
        shown = formats.date_format(value, "DATE_FORMAT")
    return format_html('<time datetime="{}">{}</time>', said["date"], shown)


@register.simple_tag(takes_context=True)
def languages(context):
    """Return [(code, name in itself, address of this page, is it this one)]."""
    path, here = _path_of_page(context), get_language()
    names = {"en": "English", "fr": "Français"}
    return [
        (
            code,
            names[code],
            path if code == here else translate_url(path, code),
            code == here,
        )
        for code, _name in project.LANGUAGES
    ]


@register.simple_tag(takes_context=True)
def default_address(context):
    """Return the address of this page in the language without a prefix."""
    path = _path_of_page(context)
    if get_language() == project.LANGUAGE_CODE:
        return path
    return translate_url(path, project.LANGUAGE_CODE)


def _path_of_page(context):
    """Return the path of this page: own_path, where the one asked for tells too much."""
    request = context.get("request")
    return context.get("own_path") or (request.get_full_path() if request else "/")


@register.simple_tag(takes_context=True)
def absolute(context, path):
    """Return an address of this site with its scheme and host."""
    request = context.get("request")
    return request.build_absolute_uri(path) if request else path


@register.simple_tag
def newsroom_name():
    """Return who runs this database."""
    return project.NEWSROOM_NAME


@register.filter
def class_of_run(roles):
    """Return the CSS classes of a run of context."""
    return mark_safe(" ".join(sorted(roles)))  # noqa: S308 - closed set of role names


@register.simple_tag
def nobody(publication):
    """Return what stands where a speaker would, when nobody is identified."""
    mention = publication.shown.get("mention")
    if mention:
        return format_html(
            _("attributed in print to {} — not identified"),
            as_printed(mention, publication.language),
        )
    if publication.is_heading:
        return _("printed as a heading, without attribution")
    return _("printed without attribution")
