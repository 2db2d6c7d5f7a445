"""Imports that were done: what became of each, its report, and undoing it."""

from functools import partial

import orjson
from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quotes.admin.base import ReadOnlyAdmin, page
from quotes.admin.imports import views
from quotes.admin.imports.entries import (
    counts_table,
    entries_for,
    kind_label,
    number,
    outcome_label,
)
from quotes.importers.formats import BY_NAME
from quotes.importers.storing.runs import OUTCOMES
from quotes.importers.storing.undoing import undo_run, why_not
from quotes.models import Article, ImportRun, Quote
from quotes.roles import may
from quotes.vocabulary import ImportedKind
from quotes.workflow import WorkflowError

#: So many lines of the report, and articles, stand on the page of a run.
SHOWN = 50
#: Of a larger run nobody waits for a rehearsal: what bars undoing is said when it is done.
REHEARSED = 2000


class UndoForm(forms.Form):
    """The one thing that is asked before an import goes."""

    sure = forms.BooleanField(
        label=gettext_lazy("I have read what would go."), required=True
    )


@admin.register(ImportRun)
class ImportRunAdmin(ReadOnlyAdmin):
    """Files that were taken in, the newest first."""

    change_list_template = "admin/quotes/imports/list.html"
    change_form_template = "admin/quotes/imports/run.html"
    list_display = ("name", "format_name", "by", "started_at", "became", "undone")
    list_select_related = ("by", "undone_by")
    search_fields = ("name", "public_id", "sha256")
    search_help_text = gettext_lazy("Words of the file’s name, an id, or a SHA-256.")
    fields = (
        ("name", "format_name"),
        ("by", "started_at", "finished_at"),
        ("public_id", "size", "sha256"),
    )
    readonly_fields = ("format_name",)

    def get_queryset(self, request):
        # A report has up to a million signs, and an import may have no end of rows.
        return super().get_queryset(request).defer("report")

    def get_urls(self):
        pages = (("report/", report_view, "report"), ("undo/", undo_view, "undo"))
        return [
            *views.paths(self),
            *(
                path(
                    f"<int:run_id>/{address}",
                    self.admin_site.admin_view(partial(view, self)),
                    name=f"quotes_importrun_{name}",
                )
                for address, view, name in pages
            ),
            *super().get_urls(),
        ]

    @admin.display(description=gettext_lazy("format"), ordering="format")
    def format_name(self, run):
        form = BY_NAME.get(run.format)
        return _(form.title) if form else run.format

    @admin.display(description=gettext_lazy("what became of the file"))
    def became(self, run):
        """Say the numbers over all kinds: “12 created, 3 refused”."""
        totals = {
            name: sum(each.get(name, 0) for each in run.counts.values())
            for name in OUTCOMES
        }
        told = [f"{number(n)} {outcome_label(name)}" for name, n in totals.items() if n]
        return ", ".join(told) or "–"

    @admin.display(description=gettext_lazy("undone"), ordering="undone_at")
    def undone(self, run):
        return undone_sentence(run) or "–"

    def changelist_view(self, request, extra_context=None):
        shown = {"may_import": may(request.user, "import_quotes")}
        return super().changelist_view(request, {**shown, **(extra_context or {})})

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj is not None:
            lines, more = first_lines(obj.report)
            context.update(
                table=counts_table(obj.counts),
                undone=undone_sentence(obj),
                lines=entries_for(lines),
                more=more,
                articles=articles_of(obj),
                most=SHOWN,
                may_undo=obj.undone_at is None and may(request.user, "import_quotes"),
            )
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)


def undone_sentence(run):
    """Say by whom and when a run was undone, "" where it stands."""
    if run.undone_at is None:
        return ""
    return _("undone by %(who)s on %(when)s") % {
        "who": run.undone_by,
        "when": _when(run.undone_at),
    }


def _when(moment):
    from django.utils.formats import date_format
    from django.utils.timezone import localtime

    return date_format(localtime(moment), "SHORT_DATETIME_FORMAT")


def first_lines(report):
    """Return (the first entries of a kept report, how many lines more it has)."""
    lines = report.splitlines()
    found = [orjson.loads(line) for line in lines[:SHOWN]]
    entries = [entry for entry in found if "outcome" in entry]
    left = orjson.loads(lines[-1]).get("left_out", 0) if lines else 0
    return entries, len(lines) - len(entries) - bool(left) + left


def articles_of(run):
    """Return the first articles that a run created or updated and that are here."""
    keys = run.rows.filter(kind=ImportedKind.ARTICLE).order_by("pk")
    keys = list(dict.fromkeys(keys.values_list("key", flat=True)[:SHOWN]))
    found = Article.objects.with_texts().in_bulk(keys)
    return [found[key] for key in keys if key in found]


def report_view(desk, request, run_id):
    """Send the report as a file of JSON lines."""
    run = get_object_or_404(ImportRun, pk=run_id)
    if not desk.has_view_permission(request, run):
        raise PermissionDenied
    answer = HttpResponse(run.report, content_type="application/x-ndjson")
    answer.headers["Content-Disposition"] = (
        f'attachment; filename="import-{run.public_id}.ndjson"'
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


def undo_view(desk, request, run_id):
    """Say what would go with an import; undo it."""
    run = get_object_or_404(ImportRun.objects.select_related("by"), pk=run_id)
    if not may(request.user, "import_quotes"):
        raise PermissionDenied
    going = what_would_go(run)
    refusal, status = "", 200
    form = UndoForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            undone = undo_run(run, by=request.user)
        except WorkflowError as error:
            refusal, status = str(error), 409
        else:
            desk.log_change(request, run, "undone")
            _tell(desk, request, undone)
            return desk.back_to(run)
    elif run.undone_at or sum(n for _label, n in going) <= REHEARSED:
        refusal = why_not(run, request.user)
    return page(
        desk,
        request,
        "admin/quotes/imports/undo.html",
        status=status,
        title=_("Undo this import"),
        subtitle=run.name,
        original=run,
        going=going,
        refusal=refusal,
        form=form,
    )


def what_would_go(run):
    """Return [(what, how many)] of the rows that undoing deletes or puts back."""
    counts = run.rows.values("kind", "is_new").annotate(n=Count("pk")).order_by()
    found = {(row["kind"], row["is_new"]): row["n"] for row in counts}
    articles = run.rows.filter(kind=ImportedKind.ARTICLE, is_new=True)
    within = Quote.objects.filter(article__in=articles.values("key")).count()
    quote = (ImportedKind.QUOTE.value, True)
    found[quote] = found.get(quote, 0) + within
    lines = []
    for is_new, sentence in (
        (True, _("%(kind)s, deleted")),
        (False, _("%(kind)s, as before again")),
    ):
        for kind in ImportedKind.values:
            if number := found.get((kind, is_new)):
                lines.append((capfirst(sentence % {"kind": kind_label(kind)}), number))
    return lines


def _tell(desk, request, undone):
    said = _("The import is undone: %(deleted)d rows deleted, %(restored)d put back.")
    counts = {"deleted": undone.deleted, "restored": undone.restored}
    desk.told(request, said % counts)
    if undone.kept:
        names = ", ".join(str(each) for each in undone.kept[:SHOWN])
        desk.told(
            request,
            _("These stay, because something else names them: %(names)s")
            % {"names": names},
            error=True,
        )
