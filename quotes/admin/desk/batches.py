"""Bulk reattribution: choose a speaker, look at each quote, one reason, one batch."""

from django import forms
from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from quotes import workflow
from quotes.admin.base import add_refusal, key_in
from quotes.admin.desk.batch_rows import preview_rows, rows_of
from quotes.admin.desk.speakers import desk_speaker_field
from quotes.models import Batch, Quote
from quotes.roles import may
from quotes.workflow.batches import MOST, why_too_many

#: Batches on a page of the list.
ROWS = 50

_TEXTAREA = forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"})


class BatchForm(forms.Form):
    """To whom, and why; `shown` is the choice that the page was made for."""

    unknown = forms.BooleanField(
        label=gettext_lazy("It is not known who said them"), required=False
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        widget=_TEXTAREA,
        required=False,
        help_text=gettext_lazy("For all of them; kept in the reviews of each."),
    )

    def __init__(self, data=None, *, quotes, may_add=False, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["speaker"] = desk_speaker_field(
            articles={quote.article_id for quote in quotes},
            find=(data or {}).get("find", ""),
            may_add=may_add,
            label=_("Who said them"),
        )
        self.order_fields(["speaker", "unknown", "reason"])

    def clean(self):
        given = self.cleaned_data
        if "speaker" in self.errors:
            return
        if bool(given.get("speaker")) == given.get("unknown", False):
            raise forms.ValidationError(
                _("Choose a speaker or say that it is not known, not both.")
                if given.get("speaker")
                else _("Choose a speaker, or say that it is not known."),
                code="choice",
            )

    @property
    def choice(self):
        """What was chosen, as `shown` carries it; "" where nothing valid was.

        Whatever else is refused, the page goes on showing what the choice does.
        """
        if "speaker" not in getattr(self, "cleaned_data", {}):
            return ""
        if self.has_error(NON_FIELD_ERRORS, "choice"):
            return ""
        speaker = self.cleaned_data["speaker"]
        return str(speaker.pk) if speaker else "unknown"


class UndoForm(forms.Form):
    """Why a batch is taken back."""

    reason = forms.CharField(label=gettext_lazy("Reason"), widget=_TEXTAREA)


def batches_view(site, request):
    """List batches, newest first; paged by the key of the last row."""
    _demand(request.user, "view_batch")
    rows = Batch.objects.order_by("-pk")
    after = request.GET.get("after", "")
    if key_in(after) is not None:
        rows = rows.filter(pk__lt=int(after))
    # Items are counted of the batches of the page alone.
    keys = list(rows.values_list("pk", flat=True)[: ROWS + 1])
    found = list(
        Batch.objects.filter(pk__in=keys)
        .select_related("by", "speaker", "undone_by")
        .annotate(
            done=Count("items", filter=Q(items__review__isnull=False)),
            left=Count("items", filter=Q(items__review=None)),
        )
        .order_by("-pk")
    )
    return _page(
        site,
        request,
        "admin/quotes/desk/batch_list.html",
        title=_("Bulk reattributions"),
        batches=found[:ROWS],
        more=found[ROWS - 1].pk if len(found) > ROWS else None,
    )


def new_batch_view(site, request):
    """Take the chosen quotes (POST, field “quotes”) to the page with the preview."""
    _demand(request.user, "change_quote")
    keys = {
        int(key) for key in request.POST.getlist("quotes") if key_in(key) is not None
    }
    return start(site, request, keys)


def start(site, request, keys):
    """Show what reattributing quotes, by key, would do; do it when it was looked at.

    The action of the quotes list begins here too, without a choice made yet.
    """
    quotes = _loaded(keys)
    refusal = _why_not_these(quotes)
    if refusal:
        messages.error(request, refusal)
        return redirect("admin:desk")
    do = request.POST.get("do", "")
    data = request.POST if do in ("look", "find", "decide") else None
    form = BatchForm(data, quotes=quotes, may_add=may(request.user, "add_speaker"))
    if do == "find":
        form = _unasked(form, quotes, request)
    if form.is_bound and form.is_valid() and do == "decide" and _was_looked_at(form):
        batch = _take(request, quotes, form)
        if batch is not None:
            return redirect("admin:desk_batch", batch.public_id)
    choice = form.choice
    speaker = form.cleaned_data["speaker"] if choice else None
    return _page(
        site,
        request,
        "admin/quotes/desk/batch_new.html",
        title=_("Reattribute several quotes"),
        form=form,
        media=form.media,
        choice=choice,
        speaker=speaker,
        rows=preview_rows(quotes, speaker, request.user, is_chosen=bool(choice)),
        find=request.POST.get("find", ""),
    )


def batch_view(site, request, public_id):
    """Show a batch and what became of its quotes; undo it on POST."""
    _demand(request.user, "view_batch")
    rows = Batch.objects.select_related("by", "speaker", "undone_by")
    batch = get_object_or_404(rows, public_id=public_id)
    if request.method == "POST":
        _demand(request.user, "change_quote")
    form = UndoForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            workflow.undo_batch(
                batch, by=request.user, reason=form.cleaned_data["reason"]
            )
        except workflow.WorkflowError as refusal:
            add_refusal(form, str(refusal), refusal.code)
        else:
            messages.success(request, _said_of_undoing(batch))
            return redirect("admin:desk_batch", batch.public_id)
    return _page(
        site,
        request,
        "admin/quotes/desk/batch.html",
        title=_("A bulk reattribution"),
        batch=batch,
        rows=rows_of(batch),
        form=form,
        may_undo=may(request.user, "change_quote"),
        may_draft=may(request.user, "draft_correction"),
    )


def _loaded(keys):
    rows = Quote.objects.filter(pk__in=keys)
    rows = rows.select_related("article", "changed_by", "desk_item__claimed_by")
    return list(
        rows.order_by("pk").prefetch_related(
            "attributions__speaker__merged_into",
            "attributions__mention",
            "article__revisions",
        )[: MOST + 1]
    )


def _why_not_these(quotes):
    if not quotes:
        return _("Choose the quotes first, then press “Reattribute chosen…”.")
    return why_too_many(quotes)


def _unasked(form, quotes, request):
    """Return the form with what was typed and found, before anything is refused."""
    initial = {name: request.POST.get(name) for name in ("speaker", "reason")}
    initial["unknown"] = "unknown" in request.POST
    again = BatchForm(quotes=quotes, initial=initial)
    again.fields["speaker"] = form.fields["speaker"]
    return again


def _was_looked_at(form):
    """Tell whether the page showed this choice; else refuse and show it now."""
    if form.data.get("shown") == form.choice:
        return True
    form.add_error(
        None,
        forms.ValidationError(
            _("You chose another speaker since: look at what this would do first."),
            code="not_seen",
        ),
    )
    return False


def _take(request, quotes, form):
    """Reattribute as seen; return the batch, None with the refusal on the form."""
    for quote in quotes:
        seen = request.POST.get(f"version-{quote.pk}", "")
        quote.version = key_in(seen) or 0
    given = form.cleaned_data
    try:
        batch = workflow.reattribute_batch(
            quotes, by=request.user, speaker=given["speaker"], reason=given["reason"]
        )
    except workflow.WorkflowError as refusal:
        add_refusal(form, str(refusal), refusal.code)
        quotes[:] = _loaded([quote.pk for quote in quotes])
        return None
    done = batch.items.filter(review__isnull=False).count()
    messages.success(
        request,
        ngettext(
            "%(count)d quote reattributed. Somebody else has to verify it.",
            "%(count)d quotes reattributed. Somebody else has to verify them.",
            done,
        )
        % {"count": done},
    )
    return batch


def _said_of_undoing(batch):
    done = batch.items.filter(undo_review__isnull=False).count()
    return ngettext(
        "Undone for %(count)d quote. What was public has to be verified again.",
        "Undone for %(count)d quotes. What was public has to be verified again.",
        done,
    ) % {"count": done}


def _demand(user, permission):
    if not may(user, permission):
        raise PermissionDenied


def _page(site, request, template, **context):
    request.current_app = site.name
    return TemplateResponse(
        request, template, {**site.each_context(request), **context}
    )
