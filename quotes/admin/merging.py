"""Pages to merge two speakers that are one, and to take a merge back."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from quotes import workflow
from quotes.admin.base import add_refusal, message_of, page
from quotes.admin.desk.speakers import desk_speaker_field
from quotes.admin.speaker_page import compared, named, why_no_merge, why_no_undo
from quotes.canonical import digest_of
from quotes.models import Speaker, SpeakerMerge
from quotes.roles import may
from quotes.workflow.copies import copied_by, copies_of, moves_of
from quotes.workflow.merging import PERMISSION, demand_mergeable

_TEXTAREA = forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"})


class ChoiceForm(forms.Form):
    """Who stays."""

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["survivor"] = desk_speaker_field(
            find=(data or {}).get("find", ""),
            label=_("Who stays"),
            help_text=_("The other speaker will be read as this one."),
        )


class MergeForm(forms.Form):
    """Why the two are one; what was seen travels along."""

    survivor = forms.ModelChoiceField(
        Speaker.objects.standing(), widget=forms.HiddenInput
    )
    seen = forms.CharField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        widget=_TEXTAREA,
        help_text=gettext_lazy("How you know that the two are one."),
    )


class UndoForm(forms.Form):
    """Why a merge was wrong."""

    reason = forms.CharField(label=gettext_lazy("Reason"), widget=_TEXTAREA)


def merge_view(desk, request, speaker_id):
    """Choose who stays (GET), look at all that moves, merge with a reason (POST)."""
    speaker = get_object_or_404(Speaker, pk=speaker_id)
    if not may(request.user, PERMISSION):
        raise PermissionDenied
    if speaker.merged_into_id is not None:
        desk.told(request, why_no_merge(speaker, request.user), error=True)
        return desk.back_to(speaker)
    if request.method == "POST":
        form = MergeForm(request.POST)
        is_valid = form.is_valid()
        survivor = form.cleaned_data.get("survivor")
        if survivor is None:
            desk.told(request, _("Choose who stays."), error=True)
            return redirect("admin:quotes_speaker_merge", speaker.pk)
        if is_valid and _is_as_seen(form, speaker):
            done = _merge(desk, request, speaker, form)
            if done is not None:
                return done
        return _merge_page(desk, request, speaker, survivor, form)
    choice = ChoiceForm(request.GET if "survivor" in request.GET else None)
    asked = choice.is_bound and choice.is_valid() and request.GET.get("do") != "find"
    survivor = choice.cleaned_data["survivor"] if asked else None
    return _merge_page(desk, request, speaker, survivor, None, choice)


def undo_view(desk, request, speaker_id, merge_id):
    """Show what undoing a merge takes back and what it leaves; undo it on POST."""
    rows = SpeakerMerge.objects.select_related("speaker", "survivor__merged_into", "by")
    merge = get_object_or_404(rows, pk=merge_id, speaker=speaker_id)
    if not may(request.user, PERMISSION):
        raise PermissionDenied
    form = UndoForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        done = _undo(desk, request, merge, form)
        if done is not None:
            return done
    going, left = copies_of(merge, merge.survivor)
    copied = merge.copied.get("wikidata_id")
    if copied:
        is_there = merge.survivor.wikidata_id == copied
        (going if is_there else left).append(copied)
    return page(
        desk,
        request,
        "admin/quotes/speaker_undo_merge.html",
        title=_("Undo merge"),
        subtitle=str(merge),
        original=merge.speaker,
        merge=merge,
        form=form,
        refusal=why_no_undo(merge, request.user),
        going=[str(each) for each in going],
        left=left,
        **named(merge.speaker),
    )


def _is_as_seen(form, speaker):
    """Tell whether the page showed what is there now; else refuse, showing it."""
    now = _print_of(speaker, form.cleaned_data["survivor"])
    if form.cleaned_data["seen"] == now:
        return True
    form.data = form.data.copy()
    form.data["seen"] = now
    form.add_error(
        None,
        forms.ValidationError(
            _("One of the two was changed meanwhile: look again at what moves."),
            code="changed_meanwhile",
        ),
    )
    return False


def _print_of(speaker, survivor):
    """Return a digest of all that the page compares and copies."""
    return digest_of(
        {
            "moves": copied_by(moves_of(speaker, survivor)),
            "compared": [
                [row.speaker, row.survivor] for row in compared(speaker, survivor)
            ],
        }
    )


def _merge(desk, request, speaker, form):
    given = form.cleaned_data
    try:
        merge = workflow.merge_speakers(
            speaker, given["survivor"], by=request.user, reason=given["reason"]
        )
    except (workflow.WorkflowError, IntegrityError) as error:
        add_refusal(form, message_of(error), getattr(error, "code", ""))
        return None
    said = {"speaker": speaker, "survivor": merge.survivor}
    logged = _("%(speaker)s was merged into %(survivor)s. %(reason)s")
    desk.log_change(request, speaker, logged % {**said, "reason": given["reason"]})
    desk.told(
        request,
        _("%(speaker)s is now read as %(survivor)s; its address leads here.") % said,
    )
    return desk.back_to(merge.survivor)


def _undo(desk, request, merge, form):
    try:
        merge, left = workflow.undo_merge(
            merge, by=request.user, reason=form.cleaned_data["reason"]
        )
    except (workflow.WorkflowError, IntegrityError) as error:
        add_refusal(form, message_of(error), getattr(error, "code", ""))
        return None
    desk.log_change(request, merge.speaker, form.cleaned_data["reason"])
    desk.told(request, _("The two stand apart again."))
    if left:
        sentence = ngettext(
            "This stayed with %(survivor)s, because it was edited or is another’s too: "
            "%(left)s.",
            "These stayed with %(survivor)s, because they were edited or are another’s "
            "too: %(left)s.",
            len(left),
        )
        said = {"survivor": merge.survivor, "left": "; ".join(left)}
        desk.told(request, sentence % said)
    return desk.back_to(merge.speaker)


def _merge_page(desk, request, speaker, survivor, form, choice=None):
    # A search field of its own, filled with what was chosen.
    choice = choice or ChoiceForm({"survivor": survivor.pk} if survivor else None)
    context = {}
    if survivor is not None:
        if form is None:
            seen = _print_of(speaker, survivor)
            form = MergeForm(initial={"survivor": survivor.pk, "seen": seen})
        context = {
            "form": form,
            "survivor": survivor,
            "refusal": _refusal(speaker, survivor),
            "compared": compared(speaker, survivor),
            "moves": moves_of(speaker, survivor),
        }
    return page(
        desk,
        request,
        "admin/quotes/speaker_merge.html",
        title=_("Merge"),
        subtitle=str(speaker),
        original=speaker,
        choice=choice,
        media=desk.media + choice.media,
        find=request.GET.get("find", ""),
        **named(speaker),
        **context,
    )


def _refusal(speaker, survivor):
    try:
        demand_mergeable(speaker, survivor)
    except workflow.WorkflowError as refusal:
        return str(refusal)
    return ""
