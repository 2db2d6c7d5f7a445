"""One decision on several quotes: chosen in the list, given its reason once."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db import IntegrityError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from quotes import transitions, workflow
from quotes.admin.base import key_in, logged, message_of, page
from quotes.admin.desk import batches
from quotes.admin.statements import who
from quotes.roles import may
from quotes.vocabulary import Decision
from quotes.workflow.batches import MOST, why_too_many
from quotes.workflow.records import transition_for

_TEXTAREA = forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"})


class BulkForm(forms.Form):
    """Reason and evidence for all of them."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"), required=False, widget=_TEXTAREA
    )
    evidence = forms.CharField(
        label=gettext_lazy("Evidence"), required=False, widget=_TEXTAREA
    )
    internal = forms.BooleanField(
        label=gettext_lazy("The evidence is internal: readers do not see it"),
        required=False,
    )

    def __init__(self, data=None, *, row, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["reason"].required = row.needs_reason
        self.fields["evidence"].required = row.needs_evidence
        if not row.four_eyes:
            del self.fields["evidence"], self.fields["internal"]


class BulkDecisions(admin.ModelAdmin):
    """The actions of the list of quotes; each is refused or taken row by row."""

    actions = (
        "verify_selected",
        "settle_selected",
        "reject_selected",
        "dispute_selected",
        "reattribute_selected",
    )

    @admin.action(
        description=gettext_lazy("Verify selected quotes"), permissions=["verify"]
    )
    def verify_selected(self, request, queryset):
        return _decide_all(self, request, queryset, Decision.VERIFY)

    @admin.action(
        description=gettext_lazy("Settle selected quotes as unresolved"),
        permissions=["settle"],
    )
    def settle_selected(self, request, queryset):
        return _decide_all(self, request, queryset, Decision.SETTLE)

    @admin.action(
        description=gettext_lazy("Reject selected: not quotes"), permissions=["reject"]
    )
    def reject_selected(self, request, queryset):
        return _decide_all(self, request, queryset, Decision.REJECT)

    @admin.action(
        description=gettext_lazy("Dispute selected quotes"), permissions=["dispute"]
    )
    def dispute_selected(self, request, queryset):
        return _decide_all(self, request, queryset, Decision.DISPUTE)

    @admin.action(
        description=gettext_lazy("Reattribute selected quotes"), permissions=["change"]
    )
    def reattribute_selected(self, request, queryset):
        keys = queryset.values_list("pk", flat=True)[: MOST + 1]
        return batches.start(self.admin_site, request, set(keys))

    def has_verify_permission(self, request):
        return may(request.user, "verify_quote")

    def has_settle_permission(self, request):
        return may(request.user, "settle_quote")

    def has_reject_permission(self, request):
        return may(request.user, "reject_quote")

    def has_dispute_permission(self, request):
        return may(request.user, "dispute_quote")


def _decide_all(desk, request, queryset, decision):
    quotes = list(queryset.order_by("pk")[: MOST + 1])
    refusal = why_too_many(quotes)
    if refusal:
        desk.told(request, refusal, error=True)
        return None
    row = next(each for each in transitions.TABLE if each.decision == decision)
    is_answer = "decide" in request.POST
    form = BulkForm(request.POST if is_answer else None, row=row)
    if is_answer and form.is_valid():
        _take(desk, request, quotes, row, form.cleaned_data)
        return None
    return page(
        desk,
        request,
        "admin/quotes/bulk.html",
        title=row.label,
        form=form,
        rows=[
            {
                "quote": quote,
                "said_by": ", ".join(who(row) for row in quote.preferred),
                "refusal": _refusal(quote, decision, request.user),
            }
            for quote in quotes
        ],
        action=request.POST.get("action"),
        checkbox=ACTION_CHECKBOX_NAME,
    )


def _refusal(quote, decision, user):
    """Return why a quote will be left out, so that it is seen before the click."""
    try:
        row = transition_for(quote, decision)
    except workflow.WorkflowError as refusal:
        return str(refusal)
    return workflow.why_not(quote, row, user)


def _take(desk, request, quotes, row, said):
    done = 0
    for quote in quotes:
        quote.version = _seen_version(request, quote)
        try:
            decided = workflow.decide(quote, row.decision, by=request.user, **said)
        except (workflow.WorkflowError, IntegrityError) as error:
            why = {"quote": quote, "why": message_of(error)}
            desk.told(request, _("“%(quote)s”: %(why)s") % why, error=True)
            continue
        desk.log_change(request, decided, logged(row.decision, said["reason"]))
        done += 1
    if done:
        desk.message_user(
            request,
            ngettext("%(count)d quote: %(what)s.", "%(count)d quotes: %(what)s.", done)
            % {"count": done, "what": row.decision.label},
            messages.SUCCESS,
        )


def _seen_version(request, quote):
    """Return the version on the page that was answered; 0 where it showed none."""
    seen = request.POST.get(f"version-{quote.pk}", "")
    return key_in(seen) or 0
