"""A page for each decision: the statement once more, the reason, one button."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quotes import transitions, workflow
from quotes.admin import quote_page
from quotes.admin.base import add_refusal, logged, message_of, page
from quotes.models import Quote
from quotes.roles import may
from quotes.vocabulary import Decision

#: Decisions with a page like this one; the others have pages of their own.
DECIDED_HERE = {
    Decision.ACCEPT,
    Decision.VERIFY,
    Decision.DISPUTE,
    Decision.SETTLE,
    Decision.REJECT,
    Decision.WITHDRAW,
    Decision.REOPEN,
}

_TEXTAREA = forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"})


class VersionForm(forms.Form):
    """A form about a quote as it was seen: its version travels along."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data=None, *, quote, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["version"].initial = quote.version

    def show_version(self, quote):
        """Carry the version shown now: the page with the refusal shows this one."""
        self.data = self.data.copy()
        self.data[self.add_prefix("version")] = quote.version


class DecisionForm(VersionForm):
    """The reason and, where somebody judges, the evidence."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"), widget=_TEXTAREA, required=False
    )
    evidence = forms.CharField(
        label=gettext_lazy("Evidence"),
        widget=_TEXTAREA,
        required=False,
        help_text=gettext_lazy("Where somebody else can check it."),
    )
    internal = forms.BooleanField(
        label=gettext_lazy("The evidence is internal: readers do not see it"),
        required=False,
    )
    override = forms.CharField(
        label=gettext_lazy("Why you decide alone"),
        widget=_TEXTAREA,
        required=False,
        help_text=gettext_lazy(
            "You changed this quote. Deciding all the same is public: readers see “single "
            "editor”."
        ),
    )

    def __init__(self, data=None, *, quote, row, alone, **kwargs):
        super().__init__(data, quote=quote, **kwargs)
        self.fields["reason"].required = row.needs_reason
        self.fields["evidence"].required = row.needs_evidence
        self.fields["override"].required = alone
        if not alone:
            del self.fields["override"]
        if not row.four_eyes and row.decision != Decision.WITHDRAW:
            del self.fields["evidence"], self.fields["internal"]


def decide_view(desk, request, quote_id, decision):
    """Show a decision's page; take the decision on POST."""
    if decision not in {each.value for each in DECIDED_HERE}:
        raise Http404
    decision = Decision(decision)
    quote = get_object_or_404(Quote, pk=quote_id)
    row = transitions.find(decision, quote.status)
    if row is None:
        return _no_way(desk, request, quote, decision)
    if not may(request.user, row.permission):
        raise PermissionDenied
    alone = workflow.needs_override(quote, row, request.user)
    form = DecisionForm(request.POST or None, quote=quote, row=row, alone=alone)
    if request.method == "POST" and form.is_valid():
        done = _decide(desk, request, quote, row, form)
        if done is not None:
            return done
    return show_step(
        desk,
        request,
        quote,
        form,
        title=row.label,
        refusal="" if alone else workflow.why_not(quote, row, request.user),
        moves_to=row.moves.get(quote.status),
        is_public=row.public,
    )


def _decide(desk, request, quote, row, form):
    said = dict(form.cleaned_data)
    quote.version = said.pop("version")
    try:
        decided = workflow.decide(quote, row.decision, by=request.user, **said)
    except (workflow.WorkflowError, IntegrityError) as error:
        refused(form, quote, error)
        return None
    desk.log_change(request, decided, logged(row.decision, said["reason"]))
    desk.told(
        request,
        _("Done: this quote is now “%(status)s”.")
        % {"status": decided.get_status_display()},
    )
    return desk.back_to(decided)


def refused(form, quote, error):
    """Put a refusal on a step's form, which then carries the version it shows."""
    add_refusal(form, message_of(error), getattr(error, "code", ""))
    quote.refresh_from_db()
    form.show_version(quote)


def show_step(desk, request, quote, form, **context):
    """Show a step's page: the quote as it stands now, and the form under it."""
    media = desk.media + form.media
    for claim in context.get("claims", ()):
        media += claim.media
    return page(
        desk,
        request,
        context.pop("template", "admin/quotes/step.html"),
        form=form,
        media=media,
        original=quote,
        subtitle=str(quote),
        **quote_page.seen(quote),
        **context,
    )


def _no_way(desk, request, quote, decision):
    """Say that the quote cannot go there from where it stands, on its own page."""
    sentence = _("This quote is “%(status)s”; from there it cannot be “%(decision)s”.")
    desk.told(
        request,
        sentence % {"status": quote.get_status_display(), "decision": decision.label},
        error=True,
    )
    return desk.back_to(quote)
