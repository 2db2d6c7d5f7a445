"""Addresses of the desk, under /admin/desk/; each view takes (request, …) and the site."""

from functools import partial

from django.urls import path

from quotes.admin.desk.batches import batch_view, batches_view, new_batch_view
from quotes.admin.desk.item import item_view
from quotes.admin.desk.keys import keys_view
from quotes.admin.desk.queue import claim_view, filters_view, queue_view
from quotes.admin.desk.reports import report_view, reports_view
from quotes.admin.desk.speakers import speakers_view


def patterns(site):
    """Return the desk's paths, each behind the admin's login."""

    def page(address, view, name):
        return path(f"desk/{address}", site.admin_view(partial(view, site)), name=name)

    return [
        page("reports/", reports_view, "desk_reports"),
        page("reports/<int:report_id>/", report_view, "desk_report"),
        page("", queue_view, "desk"),
        page("claim/", claim_view, "desk_claim"),
        page("filters/", filters_view, "desk_filters"),
        page("keys/", keys_view, "desk_keys"),
        page("speakers/", speakers_view, "desk_speakers"),
        page("batches/", batches_view, "desk_batches"),
        page("batches/new/", new_batch_view, "desk_batch_new"),
        page("batches/<slug:public_id>/", batch_view, "desk_batch"),
        # Last: a public id is any twelve signs.
        page("<slug:public_id>/", item_view, "desk_item"),
    ]
