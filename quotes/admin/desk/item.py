"""One statement on the desk: the words where they stand, the form, the decision."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from quotes import transitions, workflow
from quotes.admin.base import key_in, message_of
from quotes.admin.desk import item_page, item_ways
from quotes.admin.desk.filters import Queue
from quotes.admin.desk.item_form import ItemForm
from quotes.admin.desk.keys import labeled, with_defaults
from quotes.admin.desk.speakers import labeled as labeled_speakers
from quotes.admin.desk.speakers import matching
from quotes.models import Quote
from quotes.roles import may
from quotes.vocabulary import Decision

#: Speakers that a search without a script offers.
FOUND = 20

#: After these the same statement is shown again; after the others the next one.
STAYS = {"change", "claim", "take_over", "release", "dismiss", "reinstate", "revert"}


def item_view(site, request, public_id):
    """Show a statement; take on POST what its buttons and its form say."""
    if not may(request.user, "view_quote"):
        raise PermissionDenied
    now = timezone.now()
    queue = Queue(request.GET, user=request.user, at=now)
    quote = _load(public_id, request.user)
    findings = _findings(quote)
    if request.method != "POST":
        return _page(site, request, queue, quote, findings, _form(request, quote))
    form = _form(request, quote, request.POST)
    action, _dot, argument = request.POST.get("do", "").partition("-")
    if action == "find":
        return _page(site, request, queue, quote, findings, form)
    before = _place_in(queue, quote)
    try:
        if action not in _WITHOUT_FORM:
            workflow.demand_version(quote, _seen_version(request))
        if form.is_valid() or action in _WITHOUT_FORM:
            with transaction.atomic():
                done = _act(request, quote, form, findings, action, argument)
            return _onward(request, queue, quote, action, done, before)
    except (workflow.WorkflowError, IntegrityError) as error:
        quote = _load(public_id, request.user)
        if getattr(error, "code", "") == "changed_meanwhile":
            form = _form(request, quote, kept=request.POST)
        else:
            form = _form(request, quote, request.POST)
            form.is_valid()
        form.refuse(message_of(error), getattr(error, "code", ""))
    return _page(site, request, queue, quote, _findings(quote), form)


def _seen_version(request):
    """Return the version on the page that was answered; 0 where it showed none."""
    return key_in(request.POST.get("version", "")) or 0


def _load(public_id, user):
    try:
        return item_page.load(public_id, user)
    except Quote.DoesNotExist as error:
        raise Http404 from error


def _findings(quote):
    return sorted(
        quote.findings.select_related("dismissed_by"),
        key=lambda row: (row.dismissed_at is not None, row.rule, row.place),
    )


def _form(request, quote, data=None, kept=None):
    labels = item_page.speaker_labels(quote)
    find = (data or {}).get("find", "").strip()
    if find:
        found = labeled_speakers(matching(find, quote)[:FOUND], quote, find)
        labels = labels | dict(found)
    return ItemForm(
        data,
        quote=quote,
        labels=labels,
        kept=kept,
        may_add=may(request.user, "add_speaker"),
        may_override=item_ways.may_override(quote, request.user),
    )


def _place_in(queue, quote):
    """Return (previous, next) public ids around a quote while it is on the desk."""
    item = item_page.item_of(quote)
    return queue.neighbours(item) if item is not None else (None, None)


#: What is done without a look at the fields: they may be half filled in.
_WITHOUT_FORM = {"claim", "take_over", "release"}


def _act(request, quote, form, findings, action, argument):
    """Do what a button says; return the sentence that says so. Raises WorkflowError."""
    by = request.user
    if action in ("claim", "take_over"):
        workflow.claim(quote, by=by, take_over=action == "take_over")
        return _("You are on it for twenty minutes.")
    if action == "release":
        workflow.release(quote, by=by)
        return _("You are not on it any more.")
    if action in item_ways.DECISIONS:
        return _decide(request, quote, form, findings, action)
    if action in ("dismiss", "reinstate"):
        return _finding(findings, action, argument, by, form)
    if action == "revert" and key_in(argument):
        quote.version = form.cleaned_data["version"]
        reason = form.cleaned_data["reason"]
        workflow.revert(quote, int(argument), by=by, reason=reason)
        return _("Back to review %(number)s. Somebody else has to verify it.") % {
            "number": argument
        }
    raise workflow.WorkflowError(
        _("Choose with a button what to do; nothing was saved."), code="no_transition"
    )


def _decide(request, quote, form, findings, action):
    by, said = request.user, form.said()
    quote.version = form.cleaned_data["version"]
    if action == "change":
        _demand_no_other_speaker(form)
        saved = _change(quote, form, by)
        if saved.version == quote.version:
            raise workflow.WorkflowError(
                _("Nothing was changed, so nothing was saved."), code="incomplete"
            )
        return _("Saved. Somebody else has to verify it.")
    if action == "reattribute":
        saved = _change(quote, form, by) if form.changes_record else quote
        workflow.reattribute(saved, by=by, claims=[form.claim()], reason=said["reason"])
        return _("Reattributed. Somebody else has to verify it.")
    if form.changes_record or form.changes_attribution:
        raise workflow.WorkflowError(
            _(
                "You changed fields: save them first (“Save changes”, or “Reattribute” "
                "for another speaker). Somebody else then decides on them."
            ),
            code="incomplete",
        )
    if action == "verify" and item_ways.grave_rules(findings):
        raise workflow.WorkflowError(item_ways.why_not_over(findings), code="grave")
    decided = workflow.decide(quote, item_ways.DECISIONS[action], by=by, **said)
    return _("Now “%(status)s”:") % {"status": decided.get_status_display()}


def _change(quote, form, by):
    return workflow.change_quote(
        quote,
        by=by,
        fields=form.columns(),
        spans=form.placed,
        reason=form.cleaned_data["reason"],
    )


def _demand_no_other_speaker(form):
    if form.changes_attribution:
        raise workflow.WorkflowError(
            _("You chose another speaker or mention: press “Reattribute” for that."),
            code="incomplete",
        )


def _finding(findings, action, argument, by, form):
    row = next((each for each in findings if str(each.pk) == argument), None)
    if row is None:
        raise workflow.WorkflowError(
            _("This finding is not there any more."), code="changed_meanwhile"
        )
    if action == "dismiss":
        workflow.dismiss_finding(row, by=by, reason=form.cleaned_data["reason"])
        return _("%(rule)s is dismissed; it will not be said again.") % {
            "rule": row.rule
        }
    workflow.reinstate_finding(row, by=by)
    return _("%(rule)s counts again.") % {"rule": row.rule}


def _onward(request, queue, quote, action, sentence, before):
    """Go to the next statement of the queue, or stay where the work is not done."""
    here = _address(quote.public_id, queue)
    words = Truncator(quote.words).chars(60)
    if action in STAYS:
        messages.success(request, sentence)
        return redirect(here)
    grave = item_ways.grave_rules(quote.findings.all())
    if action == "reattribute" and grave:
        told = _("The checks found something grave in it: %(rules)s. Look at it again.")
        messages.warning(request, f"{sentence} {told % {'rules': grave}}")
        return redirect(here)
    messages.success(
        request, format_html('{} <a href="{}">{}</a>', sentence, here, words)
    )
    _previous, following = before
    if following is None:
        return redirect(queue_address(queue))
    return redirect(_address(following, queue))


def _on_it(item, claimant, user):
    """Return the sentence that bars everything while somebody else is on it, or ""."""
    if claimant is None or claimant == user:
        return ""
    until = timezone.localtime(item.claimed_until).strftime("%H:%M")
    return _("%(who)s is on it until %(until)s.") % {"who": claimant, "until": until}


def queue_address(queue):
    """Return the address of the queue with its filters."""
    return reverse("admin:desk") + (f"?{queue.query}" if queue.query else "")


def _address(public_id, queue):
    url = reverse("admin:desk_item", args=[public_id])
    return url + (f"?{queue.query}" if queue.query else "")


def _page(site, request, queue, quote, findings, form):
    user = request.user
    previous, following = _place_in(queue, quote)
    context = item_page.context(quote, findings)
    item = context["item"]
    claimant = item.claimant() if item else None
    keys = with_defaults(quote.my_keys)
    buttons = item_ways.buttons(quote, user, findings, _on_it(item, claimant, user))
    request.current_app = site.name
    return TemplateResponse(
        request,
        "admin/quotes/desk/item.html",
        {
            **site.each_context(request),
            # The side bar lists every model: much of a page's weight, and never wanted.
            "is_nav_sidebar_enabled": False,
            "title": _("Statement"),
            "subtitle": Truncator(quote.words).chars(60),
            **context,
            "form": form,
            "media": form.media,
            "buttons": [each for each in buttons if not each.refusal],
            "barred": [each for each in buttons if each.refusal],
            "is_public": item_ways.is_public(quote.article),
            "blocked": item_ways.why_blocked(quote, user),
            "claimant": claimant,
            "is_mine": claimant == user,
            "may_change": may(user, "change_quote"),
            "may_draft": may(user, "draft_correction"),
            "can_revert": may(user, "change_quote")
            and transitions.find(Decision.CHANGE, quote.status) is not None,
            "keys": keys,
            "key_list": labeled(keys),
            "queue_url": queue_address(queue),
            "previous_url": previous and _address(previous, queue),
            "next_url": following and _address(following, queue),
        },
    )
