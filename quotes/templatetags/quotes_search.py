"""How a search is shown: counts, facets, marked words, differences. Output only."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quotes.diffs import ADDED, REMOVED
from quotes.templatetags.quotes_markup import with_hits
from quotes.typography import spaced as space

register = template.Library()

#: Signs of context on each side of a hit.
REACH = 80


@register.simple_tag
def total_count(total):
    """Return how many matches there are, and how sure that is."""
    if total is None:
        return ""
    number = _grouped(total.count)
    if total.how == "more than":
        return _("more than %(number)s quotes") % {"number": number}
    if total.how == "about":
        return _("about %(number)s quotes (estimated)") % {"number": number}
    return ngettext("%(number)s quote", "%(number)s quotes", total.count) % {
        "number": number
    }


@register.simple_tag
def public_count(total):
    """Return how many public quotes a speaker or a source has, and how sure that is."""
    number = _grouped(total.count)
    if total.how == "exactly":
        found = ngettext(
            "%(count)s public quote", "%(count)s public quotes", total.count
        )
        return found % {"count": number}
    return _("more than %(number)s public quotes") % {"number": number}


@register.simple_tag(takes_context=True)
def querystring_for(context, name, value):
    """Return the query of this page with one filter set, or taken off, at the first page."""
    query = context["request"].GET.copy()
    query.pop("page", None)
    query.pop(name, None)
    if value is not None:
        query[name] = value
    return f"?{query.urlencode()}" if query else "?"


@register.simple_tag
def snippet(publication, wanted):
    """Return where the words of a query stand around a statement that has none of them.

    The cue, the mention or the occasion, cut to some 80 signs on each side of the first
    hit; "" where the statement itself shows a hit, or nothing else does.
    """
    language = publication.language
    shown = "".join(text for _role, text in publication.shown.get("parts", ()))
    if wanted.hits(shown, language):
        return ""
    passage = "".join(text for _role, text in publication.shown.get("passage", ()))
    for text in (passage, publication.state.get("occasion", "")):
        text = space(text, language)
        hits = wanted.hits(text, language)
        if hits:
            return _cut(text, language, wanted, hits[0])
    return ""


def _cut(text, language, wanted, hit):
    start, end = max(0, hit[0] - REACH), min(len(text), hit[1] + REACH)
    if start:
        start = text.find(" ", start, hit[0]) + 1 or start
    if end < len(text):
        end = text.rfind(" ", hit[1], end) if " " in text[hit[1] : end] else end
    return format_html(
        "{}{}{}",
        "… " if start else "",
        with_hits(text[start:end], language, wanted),
        " …" if end < len(text) else "",
    )


@register.simple_tag
def difference(changes, removed, added):
    """Return runs of a word diff, with words for what color alone would tell.

    removed and added are said before such runs, to those who do not see them.
    """
    told = {REMOVED: ("del", removed), ADDED: ("ins", added)}
    parts, before = [], None
    for change in changes:
        if before is not None and {before.kind, change.kind} == {REMOVED, ADDED}:
            # One word in place of another: they are not to run together.
            parts.append(("" if before.text[-1:].isspace() else " ",))
        before = change
        if change.kind not in told:
            parts.append((change.text,))
            continue
        tag, word = told[change.kind]
        sentence = '<{0}><span class="hidden">[{1}: </span>{2}<span class="hidden">]</span></{0}>'
        parts.append((format_html(sentence, mark_safe(tag), word, change.text),))  # noqa: S308
    return format_html_join("", "{}", parts)


def _grouped(number):
    """Return a whole number with a narrow no-break space between its thousands."""
    return f"{number:,}".replace(",", "\u202f")
