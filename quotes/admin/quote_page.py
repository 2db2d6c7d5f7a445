"""What an editor sees of a quote before deciding: gathered here, set by templates."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from quotes import transitions, workflow
from quotes.admin import states
from quotes.admin.intake.words import proposals_of
from quotes.admin.statements import lines_around
from quotes.ledger import quote_state, spans_in_force
from quotes.models import Quote
from quotes.publishing import public_state
from quotes.roles import may
from quotes.standing import mention_of
from quotes.vocabulary import Decision, Rank, SpanRole, Status


@dataclass(frozen=True, slots=True)
class Way:
    """A button: what it does, where it leads, and why it is barred, if it is."""

    label: str
    url: str
    refusal: str = ""
    note: str = ""


def seen(quote):
    """Return what every page about a decision shows of a quote, as template context."""
    quote = Quote.objects.with_state().get(pk=quote.pk)
    attributions = sorted(
        quote.attributions.all(),
        key=lambda row: (_ORDER[row.rank], row.position, row.number),
    )
    publication = quote.publications.filter(is_current=True).first()
    return {
        "quote": quote,
        "mentions": _mentions(quote, attributions),
        "attributions": attributions,
        "lines": lines_around(quote),
        "publication": publication,
        "differences": differences(quote, publication),
        "is_corrected": any(row.is_published for row in quote.corrections.all()),
    }


def _mentions(quote, attributions):
    """Return how the one who said it is printed; where nobody is said, every mention."""
    preferred = [row for row in attributions if row.rank == Rank.PREFERRED]
    spans = spans_in_force(quote)
    if preferred:
        return [mention_of(row, spans) for row in preferred if row.mention is not None]
    return [s for s in spans if s.role == SpanRole.MENTION]


#: Done on pages of their own, not by a button of the quote.
_ELSEWHERE = (Decision.CHANGE, Decision.CORRECT, Decision.REANCHOR)
_ORDER = {Rank.PREFERRED: 0, Rank.NORMAL: 1, Rank.DEPRECATED: 2}


def around(quote):
    """Return what the quote's own page shows below the form."""
    return {
        "chain": quote.source.chain() if quote.source else [],
        "links_out": quote.links_out.select_related("to_quote__article"),
        "links_in": quote.links_in.select_related("from_quote__article"),
        "corrections": quote.corrections.select_related(
            "drafted_by", "signed_by"
        ).order_by("pk"),
        "reviews": quote.reviews.select_related(
            "by", "batch_item__batch", "undone_batch_item__batch"
        ).order_by("-number"),
        "proposals": proposals_of(quote),
    }


def ways_on(quote, user):
    """Return the buttons: every decision that leads on from a quote's status."""
    ways = []
    for row in transitions.leading_from(quote.status):
        if row.decision in _ELSEWHERE:
            continue
        refusal = workflow.why_not(quote, row, user)
        note = ""
        if refusal and workflow.needs_override(quote, row, user):
            note, refusal = _("Alone, with a reason; readers see “single editor”"), ""
        ways.append(Way(row.label, _address(quote, row), refusal, note))
        if row.decision == Decision.REATTRIBUTE:
            label = _("Add candidate")
            ways.append(Way(label, _candidate_address(quote), refusal, note))
    return ways


def why_no_form(quote, user):
    """Return why the fields of a quote cannot be changed by a user now, or ""."""
    row = transitions.find(Decision.CHANGE, quote.status)
    if row is None:
        return _("A quote that is “%(status)s” is not changed; reopen it first.") % {
            "status": quote.get_status_display()
        }
    if not may(user, row.permission):
        return _("You may look at quotes; changing them needs the role of an editor.")
    return ""


def _address(quote, row):
    if row.decision == Decision.REATTRIBUTE:
        return reverse("admin:quotes_quote_reattribute", args=[quote.pk])
    return reverse("admin:quotes_quote_decide", args=[quote.pk, row.decision.value])


def _candidate_address(quote):
    return reverse("admin:quotes_quote_candidate", args=[quote.pk])


def differences(quote, publication):
    """Return what differs between what readers see and what the rows say now."""
    if publication is None or publication.status == Status.WITHDRAWN:
        return []
    return changes_against(publication, quote_state(quote))


def changes_against(publication, state, names=None):
    """Return the differences between what a publication shows and a state.

    names saves the look-up of those the two name.
    """
    public = publication.state
    if state["status"] == Status.WITHDRAWN:
        state = {**state, "status": Status.UNDER_REVIEW}
    now = public_state(state)
    return states.differences(
        public, now, states.names_in(public, now) if names is None else names
    )
