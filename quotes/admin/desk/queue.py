"""The queue of the desk: one row per statement that needs somebody."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from quotes import workflow
from quotes.admin.base import key_in
from quotes.admin.desk import keys, queue_page
from quotes.admin.desk.filters import CURSOR, Queue, key_of_cursor
from quotes.ids import is_public_id
from quotes.models import Quote
from quotes.roles import may

#: What the buttons of a row are called, and whether they take a claim over.
CLAIMS = {"claim": False, "take_over": True}


def queue_view(site, request):
    """Show the statements that the address describes. Ten queries at most."""
    queue = _queue_of(request)
    rows, after = queue_page.rows_of(queue, request.GET.get(CURSOR))
    shown = queue_page.beside(queue, rows)
    request.current_app = site.name
    context = {
        **site.each_context(request),
        **shown,
        # The side bar lists every model: much of a page's weight, never wanted here.
        "is_nav_sidebar_enabled": False,
        "title": _("Desk"),
        "queue": queue,
        "rows": rows,
        "after": after,
        "is_later_page": bool(request.GET.get(CURSOR)),
        "carried": _carried(queue.query, request.GET.get(CURSOR)),
        "help": keys.labeled(shown["keys"], keys.IN_QUEUE),
        "may_change": may(request.user, "change_quote"),
    }
    return TemplateResponse(request, "admin/quotes/desk/queue.html", context)


def claim_view(site, request):
    """Say “I am on it”, take over or leave a statement; go back to its row.

    POST only: claim, take_over or release holds the public id of the quote, and
    without any of them nothing is done; the address carries the queue.
    """
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    queue = _queue_of(request)
    if not may(request.user, "change_quote"):
        raise PermissionDenied
    here = reverse("admin:desk") + _carried(queue.query, request.GET.get(CURSOR))
    name = next((each for each in (*CLAIMS, "release") if each in request.POST), None)
    if name is None:
        return HttpResponseRedirect(here)
    public_id = request.POST[name]
    if not is_public_id(public_id):
        raise Http404
    quote = get_object_or_404(Quote, public_id=public_id)
    try:
        if name == "release":
            workflow.release(quote, by=request.user)
        else:
            workflow.claim(quote, by=request.user, take_over=CLAIMS[name])
    except workflow.WorkflowError as error:
        messages.error(request, str(error))
    return HttpResponseRedirect(f"{here}#q-{public_id}")


def filters_view(site, request):
    """Save the queue of the address under a name, or delete a saved one. POST only."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    queue = _queue_of(request)
    pk = request.POST.get("delete")
    try:
        if pk is None:
            name = request.POST.get("name", "").replace("\0", "")
            saved = workflow.save_filter(name, queue.query, by=request.user)
            messages.success(request, _("Saved as “%(name)s”.") % {"name": saved.name})
        elif key_in(pk) is not None:
            workflow.delete_filter(int(pk), by=request.user)
            messages.success(request, _("The filter is deleted."))
    except workflow.WorkflowError as error:
        messages.error(request, str(error))
    return HttpResponseRedirect(reverse("admin:desk") + _carried(queue.query))


def _queue_of(request):
    if not may(request.user, "view_quote"):
        raise PermissionDenied
    return Queue(request.GET, user=request.user, at=timezone.now())


def _carried(query, after=None):
    """Return a query string with its “?”, with the page where there is one."""
    paging = f"{CURSOR}={after}" if after and key_of_cursor(after) else ""
    joined = "&".join(part for part in (query, paging) if part)
    return f"?{joined}" if joined else ""
