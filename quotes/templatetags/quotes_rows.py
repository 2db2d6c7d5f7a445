"""Quotes as lists and pages show them, by the macros of quotes/jinja2/parts.html.

Measured on a list of 25: some 25 ms of processor time in Django's templates, 3 ms so.
"""

from django import template
from django.template import engines
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext
from jinja2 import Environment

from quotes.templatetags import quotes_markup, quotes_search

register = template.Library()

#: Signs of the first words of an article without a headline.
TITLE = 64


def environment(**options):
    """Return the environment that settings name, with what the macros call."""
    found = Environment(**options)  # noqa: S701 - Django's back end sets autoescape
    found.globals.update(
        _=gettext,
        address=quotes_markup.address,
        day=quotes_markup.day,
        named=quotes_markup.named,
        nobody=quotes_markup.nobody,
        said_on=quotes_markup.said_on,
        shortened=lambda text: Truncator(text).chars(TITLE),
        sign=quotes_markup.sign,
        snippet=quotes_search.snippet,
        statement=quotes_markup.statement,
    )
    return found


def _macro(name):
    return getattr(engines["jinja2"].env.get_template("parts.html").module, name)


@register.simple_tag
def quote(publication, wanted=None):
    """Return a quote of a list; the words of a query (wanted) are marked in it."""
    return SafeString(_macro("quote")(publication, wanted))


@register.simple_tag
def statement_row(number, publication):
    """Return a statement of an article's list, with its number there."""
    return SafeString(_macro("statement_row")(number, publication))


@register.simple_tag
def standing(publication):
    """Return the status that readers are told, and the labels beside it."""
    return SafeString(_macro("standing")(publication))


@register.simple_tag
def by(publication):
    """Return who said it, with links and offices, or that nobody knows."""
    return SafeString(_macro("by")(publication))


@register.simple_tag
def article_link(article):
    """Return the linked headline of a frozen article, or its first words, labeled."""
    return SafeString(_macro("article_link")(article))
