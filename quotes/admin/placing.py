"""Marking in the newest text what was not found there by its words."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quotes import transitions, workflow
from quotes.admin.base import logged
from quotes.admin.decisions import VersionForm, refused, show_step
from quotes.admin.span_forms import SpanFormSet
from quotes.admin.statements import lines_of_article
from quotes.ledger import spans_in_force
from quotes.models import Quote
from quotes.roles import may
from quotes.vocabulary import Decision


class PlaceForm(VersionForm):
    """Why these words are the statement; the words are in the rows above."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
    )


def place_view(desk, request, quote_id):
    """Show the newest text with rows for the words; mark them there on POST."""
    quote = get_object_or_404(Quote.objects.select_related("article"), pk=quote_id)
    if not may(request.user, "change_quote"):
        raise PermissionDenied
    revision = quote.article.current_revision
    row = transitions.find(Decision.CHANGE, quote.status)
    why = _why_not(quote, revision, row)
    if why:
        desk.told(request, why, error=True)
        return desk.back_to(quote)
    data = request.POST if request.method == "POST" else None
    form = PlaceForm(data, quote=quote)
    rows = SpanFormSet(data, initial=_rows_of(quote), prefix="spans")
    if data is not None and all([form.is_valid(), rows.is_valid()]):
        placed = rows.place(revision.text)
        done = not rows.has_errors() and _place(
            desk, request, quote, form, revision, placed
        )
        if done:
            return done
    return show_step(
        desk,
        request,
        quote,
        form,
        template="admin/quotes/place.html",
        title=_("Mark it in the newest text"),
        spans=rows,
        newest=revision,
        newest_lines=lines_of_article(revision, []),
        moves_to=row.moves[quote.status],
    )


def _why_not(quote, revision, row):
    """Return why a quote is not marked anew, or ""."""
    if row is None:
        return _("A quote that is “%(status)s” is not changed; reopen it first.") % {
            "status": quote.get_status_display()
        }
    spans = spans_in_force(quote)
    if revision is None or (spans and spans[0].revision_id == revision.pk):
        return _("This quote stands in the newest text; change its words on its page.")
    return ""


def _rows_of(quote):
    """Return the words as the older text had them, to be typed over."""
    return [
        {"role": span.role, "number": span.number, "exact": span.exact, "start": None}
        for span in spans_in_force(quote)
    ]


def _place(desk, request, quote, form, revision, placed):
    given = form.cleaned_data
    quote.version = given["version"]
    try:
        quote = workflow.change_quote(
            quote,
            by=request.user,
            spans=placed,
            revision=revision,
            reason=given["reason"],
        )
    except (workflow.WorkflowError, IntegrityError) as error:
        refused(form, quote, error)
        return None
    desk.log_change(request, quote, logged(Decision.CHANGE, given["reason"]))
    desk.told(request, _("Saved. Somebody else has to verify it."))
    return desk.back_to(quote)
