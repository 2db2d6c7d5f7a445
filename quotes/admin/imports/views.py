"""The pages of a file on its way in: send it, look at what it would do, take it in.

Plain forms throughout. The file waits in the database between the pages
(quotes.importers.uploads); what it would do is found out anew each time it is looked at.
"""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from quotes import converters as _converters  # noqa: F401 - makes “publicid” known
from quotes.admin.base import page
from quotes.admin.imports.forms import UploadForm, command_for
from quotes.admin.imports.preview import preview_of
from quotes.admin.imports.progress import progress_response
from quotes.importers.formats import format_named
from quotes.importers.uploads import (
    discard_upload,
    earlier_run,
    forget_uploads,
    receive_upload,
    uploads_of,
)
from quotes.models import ImportUpload
from quotes.roles import may
from quotes.texts import TextError
from quotes.workflow.errors import translated

GONE = gettext_noop(
    "This file waits no more: it was taken in, discarded, or sent more than a day ago."
)


def paths(desk):
    """Return the addresses, for the admin of imports."""
    pages = (
        ("upload/", upload_view, "upload"),
        ("upload/<publicid:public_id>/", preview_view, "preview"),
        ("upload/<publicid:public_id>/run/", run_view, "take_in"),
        ("upload/<publicid:public_id>/discard/", discard_view, "discard"),
    )
    return [
        path(
            address,
            desk.admin_site.admin_view(partial(view, desk)),
            name=f"quotes_importrun_{name}",
        )
        for address, view, name in pages
    ]


def demand_import(request):
    """Raise PermissionDenied unless somebody may import."""
    if not may(request.user, "import_quotes"):
        raise PermissionDenied


def upload_view(desk, request):
    """Show the form; keep the file that was sent and lead to what it would do."""
    demand_import(request)
    forget_uploads()
    if request.method == "POST":
        form = UploadForm(request.POST, request.FILES, by=request.user)
        if form.is_valid() and (upload := _received(request, form)):
            return _to_preview(upload.public_id)
    else:
        form = UploadForm(by=request.user)
    return page(
        desk,
        request,
        "admin/quotes/imports/upload.html",
        title=_("Import"),
        form=form,
        command=command_for(request.user),
        waiting=uploads_of(request.user),
    )


def _received(request, form):
    file = form.cleaned_data["file"]
    try:
        return receive_upload(
            file.read(),
            name=file.name,
            format=form.cleaned_data["format"],
            by=request.user,
        )
    except TextError as error:
        form.add_error("format", translated(error))
    return None


def preview_view(desk, request, public_id):
    """Show what taking the file in would do."""
    upload = _upload(request, public_id)
    if upload is None:
        return _gone(desk, request)
    preview = preview_of(upload, by=request.user)
    return page(
        desk,
        request,
        "admin/quotes/imports/preview.html",
        title=_("What this import would do"),
        subtitle=upload.name,
        upload=upload,
        format=_(format_named(upload.format).title),
        preview=preview,
        earlier=earlier_run(upload),
    )


def run_view(desk, request, public_id):
    """Take the file in, and show how far it is while it is."""
    if request.method != "POST":
        demand_import(request)
        return _to_preview(public_id)
    upload = _upload(request, public_id)
    if upload is None:
        return _gone(desk, request, status=409)
    return progress_response(
        desk, request, upload, keep_going="keep_going" in request.POST
    )


def discard_view(desk, request, public_id):
    """Delete the file that waits."""
    demand_import(request)
    if request.method != "POST":
        return _to_preview(public_id)
    upload = uploads_of(request.user).filter(public_id=public_id).first()
    if upload is not None:
        discard_upload(upload, by=request.user)
        desk.told(request, _("“%(name)s” is discarded.") % {"name": upload.name})
    return redirect("admin:quotes_importrun_upload")


def _to_preview(public_id):
    return redirect("admin:quotes_importrun_preview", public_id)


def _upload(request, public_id):
    """Return a file of this person's, None where it waits no more."""
    demand_import(request)
    rows = ImportUpload.objects.filter(by=request.user, public_id=public_id)
    return rows.first()


def _gone(desk, request, status=404):
    return page(
        desk,
        request,
        "admin/quotes/imports/gone.html",
        status=status,
        title=_("Import"),
        why=_(GONE),
    )
