"""The engine's words in those of the page: fields, and why somebody is left open."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from quotes.models import Quote
from quotes.vocabulary import SpanRole

#: What the engine says of a mention that it leaves open, and of candidates: in English
#: and kept so in a proposal; whoever shows them has them translated.
SENTENCES = (
    gettext_noop("nobody in the text is given this title"),
    gettext_noop("several persons in the text bear this title"),
    gettext_noop("several persons before it fit equally well"),
    gettext_noop("nobody before it in the text fits"),
    gettext_noop("who is named before it may be none that it can stand for"),
    gettext_noop("several persons in the text have this surname"),
    gettext_noop("several organizations before it fit"),
    gettext_noop("no organization before it in the text fits"),
    gettext_noop("the database knows several of this name"),
    gettext_noop("the database knows several holders of this office"),
    gettext_noop("bears this title in the text"),
    gettext_noop("is called a counterpart of such an office holder"),
    gettext_noop("holds an office that may be called so"),
    gettext_noop("is named shortly before"),
    gettext_noop("speaks shortly before"),
    gettext_noop("has this surname"),
    gettext_noop("goes by this name in the database"),
    gettext_noop("holds such an office on the day of the text in the database"),
    gettext_noop("is one of those named"),
)


def field_label(name):
    """Return what a page calls a field of a proposal."""
    if name in SpanRole.values:
        return str(SpanRole(name).label)
    if name in ("kind", "polarity"):
        return str(Quote._meta.get_field(name).verbose_name)
    return _("speaker") if name == "speaker" else capfirst(name)


def grounds_of(proposal):
    """Return why a stored proposal says so: [(labels of fields, rule, percent)]."""
    by_reason = {}
    for name, said in sorted(proposal.fields.items()):
        if "rule" in said:
            reason = (said["rule"], said.get("confidence"))
            by_reason.setdefault(reason, []).append(field_label(name))
    return [
        (", ".join(labels), rule, confidence)
        for (rule, confidence), labels in by_reason.items()
    ]


def readings_of(proposal, printed=()):
    """Return whom a stored proposal gives it to: [(name or "", reason, candidates)].

    candidates are (name, reason); those without a key are nobody that the newsroom
    knows, and stand nowhere else. printed are the words of the mentions: what says no
    more than these is left out.
    """
    rows = proposal.fields.get("speaker", {}).get("read", [])
    return [
        (
            row["name"] or "",
            _(row["reason"]) if row["reason"] else "",
            [
                (each["name"], _(each["reason"]) if each["reason"] else "")
                for each in row["candidates"]
            ],
        )
        for row in rows
        if row["name"] not in printed or row["reason"] or row["candidates"]
    ]


def proposals_of(quote):
    """Return what programs proposed of a quote: [(row, grounds, readings)], in order."""
    spans = quote.spans.all()
    printed = {span.exact for span in spans if span.role == SpanRole.MENTION}
    return [
        (row, grounds_of(row), readings_of(row, printed))
        for row in quote.proposals.select_related("decided_by")
    ]
