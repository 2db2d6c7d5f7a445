"""What readers and machines will get of a correction, before anybody publishes it.

The publication is rehearsed: written in a transaction, shown, and rolled back.
"""

import json
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.template.response import HttpResponse
from django.utils.translation import gettext as _

from quotes import jsonld, workflow
from quotes.admin.base import message_of, page
from quotes.feeds import correction_entry
from quotes.models import Correction
from quotes.roles import may
from quotes.views import QuoteView
from quotes.vocabulary import Status


@dataclass(frozen=True, slots=True)
class Preview:
    """A notice as pages, feed and machines will have it."""

    notice: dict
    atom: str
    jsonld: str


def preview_of(request, correction):
    """Return (Preview, "") of a draft, or (None, why there is none)."""

    def show(publication):
        notice = _notice_of(correction, publication)
        entry = correction_entry(notice, publication, request.build_absolute_uri)
        data = jsonld.quotation(publication, request.build_absolute_uri)
        return Preview(
            notice,
            entry.replace("><", ">\n<"),
            json.dumps(data, ensure_ascii=False, indent=2),
        )

    return _rehearsed(request, correction, show)


def preview_view(desk, request, correction_id):
    """Show the public page of the quote as it will be, and publish nothing."""
    if not may(request.user, "draft_correction"):
        raise PermissionDenied
    correction = get_object_or_404(
        Correction.objects.select_related("quote__article"), pk=correction_id
    )
    shown, why = _rehearsed(
        request, correction, lambda made: _public_page(request, correction, made)
    )
    if not shown:
        answer = page(
            desk,
            request,
            "admin/quotes/correction_no_preview.html",
            title=_("Preview"),
            subtitle=str(correction),
            correction=correction,
            original=correction,
            why=why or _("Readers cannot see this article now, nor its quotes."),
        ).render()
    else:
        answer = HttpResponse(shown)
    answer["Cache-Control"] = "no-store"
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _rehearsed(request, correction, show):
    try:
        return workflow.rehearse_correction(correction, by=request.user, show=show), ""
    except (workflow.WorkflowError, IntegrityError) as error:
        return None, message_of(error)


def _notice_of(correction, publication):
    notices = publication.shown["notices"]
    return next(each for each in notices if each["id"] == correction.public_id)


def _public_page(request, correction, made):
    """Return the page that the public view would give for a publication, or ""."""
    view = QuoteView()
    view.setup(request, public_id=made.public_id, slug=made.slug)
    publication = view.get_queryset().filter(pk=made.pk).first()
    if publication is None:
        return ""
    view.object = publication
    if publication.status == Status.WITHDRAWN:
        template, context = "quotes/quote_withdrawn.html", {"publication": publication}
    else:
        template = view.template_name
        context = view.get_context_data(object=publication)
    context = {**context, "public_template": template, "correction": correction}
    return render_to_string("admin/quotes/correction_preview.html", context, request)
