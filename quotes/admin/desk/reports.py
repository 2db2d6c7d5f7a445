"""Readers' reports on the desk: the list to work off, and one report with its answer."""

from django import forms
from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from quotes import workflow
from quotes.admin import quote_page
from quotes.admin.base import add_refusal, key_in
from quotes.ids import is_public_id
from quotes.models import Article, Publication, ReaderReport, Source, Speaker
from quotes.roles import may
from quotes.vocabulary import ReportAbout, ReportState
from quotes.workflow.reports import LONGEST, stamp_of

#: Reports on a page of the list.
ROWS = 50

#: What the list can be narrowed to; open ones are new or being looked into.
FILTERS = {
    "": pgettext_lazy("reports", "open"),
    **{state.value: state.label for state in ReportState if state != ReportState.OPEN},
    "looked_into": ReportState.OPEN.label,
}

_RECORDS = {
    ReportAbout.ARTICLE: Article,
    ReportAbout.SPEAKER: Speaker,
    ReportAbout.SOURCE: Source,
}


def reports_view(site, request):
    """List reports: open ones oldest first, closed ones newest first.

    `quote`, a public id, narrows them to one statement. Paged by the key of the last
    row, so that no page counts or skips rows.
    """
    _demand(request.user, "view_readerreport")
    wanted, about = request.GET.get("state", ""), request.GET.get("quote", "")
    if wanted not in FILTERS or (about and not is_public_id(about)):
        raise Http404
    rows = ReaderReport.objects.select_related("handled_by")
    if wanted == "":
        rows = rows.open()
    else:
        rows = rows.filter(state="open" if wanted == "looked_into" else wanted)
    if about:
        rows = rows.filter(quote__public_id=about)
    is_open = wanted in ("", ReportState.NEW, "looked_into")
    after = key_in(request.GET.get("after", ""))
    if after is not None:
        rows = rows.filter(**{"pk__gt" if is_open else "pk__lt": after})
    found = list(rows.order_by("pk" if is_open else "-pk")[: ROWS + 1])
    return _page(
        site,
        request,
        "admin/quotes/desk/report_list.html",
        title=_("Readers’ reports"),
        reports=found[:ROWS],
        filters=[(value, label, value == wanted) for value, label in FILTERS.items()],
        more=found[ROWS - 1].pk if len(found) > ROWS else None,
        state=wanted,
        about=about,
        oldest_first=is_open,
    )


class AnswerForm(forms.Form):
    """What becomes of a report; `do` is the button."""

    seen = forms.CharField(widget=forms.HiddenInput)
    answer = forms.CharField(
        label=gettext_lazy("Answer"),
        help_text=gettext_lazy(
            "Plain text. The reader sees it, as it is, under the private link."
        ),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    note = forms.CharField(
        label=gettext_lazy("Note"),
        help_text=gettext_lazy("For the newsroom; readers do not see it."),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


def report_view(site, request, report_id):
    """Show a report beside the statement it is about; take an answer on POST."""
    _demand(request.user, "view_readerreport")
    rows = ReaderReport.objects.select_related("handled_by", "quote__article")
    report = get_object_or_404(rows, pk=report_id)
    if request.method != "POST":
        return _report_page(site, request, report, _form_for(report))
    form = AnswerForm(request.POST)
    if form.is_valid():
        try:
            said = _answer(report, request, form.cleaned_data)
        except workflow.WorkflowError as refusal:
            form = _refused(request, form, report, refusal)
        else:
            messages.success(request, said)
            return redirect("admin:desk_report", report.pk)
    return _report_page(site, request, report, form)


def _form_for(report):
    return AnswerForm(
        initial={
            "seen": stamp_of(report),
            "answer": report.answer,
            "note": report.note,
        }
    )


def _refused(request, form, report, refusal):
    """Return the form as it was typed, with the refusal, for the report as it is now."""
    report.refresh_from_db()
    # A copy, not `|`: that makes a plain dict, of lists.
    given = request.POST.copy()
    given["seen"] = stamp_of(report)
    form = AnswerForm(given)
    form.full_clean()
    if refusal.code == "incomplete":
        form.add_error("answer", refusal)
    else:
        add_refusal(form, str(refusal), refusal.code)
    return form


@transaction.atomic
def _answer(report, request, given):
    """Do what the button says, log it without the reader's words; return a sentence."""
    do, by, seen = request.POST.get("do"), request.user, given["seen"]
    said = {"answer": given["answer"], "note": given["note"]}
    if do == "take_up":
        done = workflow.take_up_report(report, by=by, seen=seen)
        sentence = _("You are looking into it. The reader sees that somebody does.")
    elif do == "spam":
        done = workflow.mark_spam(report, by=by, note=given["note"], seen=seen)
        sentence = _("Put aside: not a report.")
    else:
        done = workflow.answer_report(report, by=by, state=do, seen=seen, **said)
        sentence = _("Answered. The reader finds it under the private link.")
    LogEntry.objects.create(
        user=by,
        content_type=_type(),
        object_id=str(report.pk),
        object_repr=f"{done.get_about_display()} {done.about_id}",
        action_flag=CHANGE,
        change_message=done.state,
    )
    return sentence


def _report_page(site, request, report, form):
    quote = report.quote
    entries = LogEntry.objects.filter(content_type=_type(), object_id=str(report.pk))
    return _page(
        site,
        request,
        "admin/quotes/desk/report.html",
        title=_("A reader’s report"),
        report=report,
        form=form,
        may_answer=may(request.user, "answer_report"),
        read=_publication_read(report),
        ways=_ways(report, request.user),
        handled=[
            (entry.user, entry.action_time, ReportState(entry.change_message).label)
            for entry in entries.select_related("user").order_by("-pk")
        ],
        **(quote_page.seen(quote) if quote else {}),
    )


def _publication_read(report):
    """Return the publication that the reader saw, or None; withdrawn ones too."""
    rows = Publication.objects.filter(quote=report.quote_id)
    if report.quote_id is None:
        return None
    if report.version is None:
        return rows.filter(is_current=True).first()
    return rows.filter(number=report.version).first()


def _ways(report, user):
    """Return [(label, address)] of what to open or draft next."""
    ways = []
    if report.quote is not None:
        item = reverse("admin:desk_item", args=[report.quote.public_id])
        ways.append((_("Open the statement on the desk"), item))
        if report.quote.publications.exists() and may(user, "draft_correction"):
            add = reverse("admin:quotes_correction_add")
            ways.append((_("Draft a correction"), f"{add}?quote={report.quote_id}"))
    model = _RECORDS.get(report.about)
    row = model and model.objects.filter(public_id=report.about_id).first()
    if row is not None:
        name = f"admin:quotes_{model._meta.model_name}_change"
        ways.append((str(row), reverse(name, args=[row.pk])))
    return ways


def _type():
    return ContentType.objects.get_for_model(ReaderReport)


def _demand(user, permission):
    if not may(user, permission):
        raise PermissionDenied


def _page(site, request, template, **context):
    request.current_app = site.name
    context = {**site.each_context(request), **context}
    return TemplateResponse(request, template, context)
