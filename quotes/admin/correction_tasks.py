"""The places that carried an error, worked off one by one on the correction's page."""

from dataclasses import dataclass

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import formats
from django.utils.dateparse import parse_date
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from quotes import workflow
from quotes.admin.base import ReadOnlyAdmin
from quotes.admin.searching import by_name, by_public_id, by_words, in_articles
from quotes.models import Correction, CorrectionTask
from quotes.roles import may
from quotes.vocabulary import LinkKind, TaskKind


@dataclass(frozen=True, slots=True)
class Link:
    """A way to a place: what it is called and where it leads."""

    label: str
    url: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class ShownTask:
    """A task as the list shows it."""

    task: CorrectionTask
    sentence: str
    links: list[Link]
    history: list


@dataclass(frozen=True, slots=True)
class Progress:
    """The tasks of a correction, and how many are done."""

    rows: list[ShownTask]
    done: int

    @property
    def sentence(self):
        return _("%(done)d of %(all)d done") % {
            "done": self.done,
            "all": len(self.rows),
        }


def shown_tasks(correction):
    """Return the Progress of a correction; None where it has no list."""
    tasks = list(
        correction.tasks.select_related(
            "article", "quote__article", "done_by"
        ).order_by("number")
    )
    if not tasks:
        return None
    versions = dict(correction.quote.publications.values_list("number", "pk"))
    acts = _acts(tasks)
    rows = [
        ShownTask(task, place_of(task), _links(task, versions), acts[task.pk])
        for task in tasks
    ]
    return Progress(rows, sum(task.is_done for task in tasks))


def place_of(task):
    """Return what a task is about, as a sentence."""
    details = task.details
    days = {"since": _day(details.get("from")), "until": _day(details.get("to"))}
    if task.kind == TaskKind.EXPORT:
        return _export(details, days)
    if task.kind == TaskKind.VERSION:
        return _versions(details["versions"], days)
    if task.kind == TaskKind.HEADING:
        if task.quote_id is None:
            return _("The headline has the error.")
        return _("A heading says it: %(how)s.") % {"how": _how(details)}
    if task.kind == TaskKind.QUOTE:
        return _("Another statement says it: %(how)s.") % {"how": _how(details)}
    return {
        "own": _("The article that the statement stands in."),
        "quote": _("An article with a statement that says it too."),
        "text": _("An article whose text prints the words."),
    }[details.get("why", "own")]


def _export(details, days):
    if not details.get("cut"):
        return (
            _(
                "Who took feeds, exports or copies between %(since)s and %(until)s has "
                "the error: tell them."
            )
            % days
        )
    return _(
        "Who took feeds, exports or copies between %(since)s and %(until)s has the "
        "error: tell them. More than %(most)d places hold these words: search for them "
        "too."
    ) % {"most": details["cut"], **days}


def _versions(numbers, days):
    if not days["until"]:
        sentence = ngettext(
            "Version %(first)d, public since %(since)s.",
            "Versions %(first)d to %(last)d, public since %(since)s.",
            len(numbers),
        )
    else:
        sentence = ngettext(
            "Version %(first)d, public from %(since)s to %(until)s.",
            "Versions %(first)d to %(last)d, public from %(since)s to %(until)s.",
            len(numbers),
        )
    return sentence % {"first": numbers[0], "last": numbers[-1], **days}


def _how(details):
    if details.get("same_words"):
        return _("with the very same words")
    if "link" not in details:
        return _("the statement itself")
    kind = LinkKind(details["link"]).label
    if details.get("through"):
        return _("through another one (%(kind)s)") % {"kind": kind}
    if details["out"]:
        return _("this quote “%(kind)s” it") % {"kind": kind}
    return _("it “%(kind)s” this quote") % {"kind": kind}


def _links(task, versions):
    links = []
    if task.kind == TaskKind.VERSION:
        return [
            Link(
                _("version %(number)d") % {"number": number},
                reverse("admin:quotes_publication_change", args=[versions[number]]),
            )
            for number in task.details["versions"]
            if number in versions
        ]
    if task.quote is not None:
        url = reverse("admin:quotes_quote_change", args=[task.quote_id])
        links.append(
            Link(Truncator(task.quote.words).chars(90), url, task.quote.language)
        )
    if task.article is not None:
        url = reverse("admin:quotes_article_change", args=[task.article_id])
        links.append(Link(task.article.title, url, task.article.language))
    return links


def _acts(tasks):
    """Return the earlier acts on each task, oldest first, by its key: who, when, note."""
    acts = {task.pk: [] for task in tasks}
    rows = CorrectionTask.history.filter(id__in=acts).exclude(history_type="+")
    for row in rows.select_related("history_user").order_by(
        "history_date", "history_id"
    ):
        acts[row.id].append(row)
    return {key: rows[:-1] for key, rows in acts.items()}


def _day(text):
    day = parse_date(text or "")
    return formats.date_format(day, "DATE_FORMAT") if day else ""


def task_view(desk, request, correction_id, number):
    """Tick a place off with a note, or put it back on the list. POST only."""
    if not may(request.user, "draft_correction"):
        raise PermissionDenied
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    task = get_object_or_404(
        CorrectionTask.objects.select_related("correction"),
        correction=correction_id,
        number=number,
    )
    note = request.POST.get("note", "")
    try:
        if "reopen" in request.POST:
            workflow.reopen_task(task, by=request.user, reason=note)
            done = _("Place %(number)d is on the list again.")
        else:
            workflow.finish_task(task, by=request.user, note=note)
            done = _("Place %(number)d is done.")
        desk.told(request, done % {"number": number})
    except workflow.WorkflowError as error:
        desk.told(request, str(error), error=True)
    back = reverse("admin:quotes_correction_change", args=[correction_id])
    return redirect(f"{back}#place-{number}")


class OpenFilter(admin.SimpleListFilter):
    """Open or done."""

    title = gettext_lazy("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [("open", _("open")), ("done", _("done"))]

    def queryset(self, request, queryset):
        if self.value() == "open":
            return queryset.open()
        if self.value() == "done":
            return queryset.exclude(done_by=None)
        return queryset


@admin.register(CorrectionTask)
class CorrectionTaskAdmin(ReadOnlyAdmin):
    """Every place that carried an error; worked off on its correction's page."""

    list_display = ("place", "kind", "of_correction", "state", "done_by", "done_at")
    list_filter = (OpenFilter, "kind")
    list_select_related = ("correction", "article", "quote__article", "done_by")
    search_fields = ("note",)
    search_help_text = gettext_lazy(
        "Words of the notice, of the place or of what became of it."
    )
    ordering = ("-correction_id", "number")
    fields = ("correction", "number", "kind", "place", "article", "quote")
    fields += ("state", "note", "done_by", "done_at")
    readonly_fields = ("place", "state")

    @admin.display(description=gettext_lazy("place"))
    def place(self, task):
        return place_of(task)

    def streams(self, rows, term):
        notices = by_name(Correction.objects.order_by(), term).values("pk")
        return [
            by_public_id(rows, term, "correction__public_id"),
            by_name(rows, term),
            rows.filter(correction__in=notices),
            by_words(rows, term, "quote"),
            in_articles(rows, term),
        ]

    @admin.display(description=gettext_lazy("correction"))
    def of_correction(self, task):
        url = reverse("admin:quotes_correction_change", args=[task.correction_id])
        return format_html(
            '<a href="{}#place-{}">{}</a>',
            url,
            task.number,
            Truncator(task.correction.notice).chars(80),
        )

    @admin.display(description=gettext_lazy("state"))
    def state(self, task):
        return _("done") if task.is_done else _("open")
