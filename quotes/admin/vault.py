"""The vault on a source's page: who sealed what when, and three small forms.

The identity stands on one page, the answer to the POST that opens it: not in the
address, a message, the log of the admin or a cache, nor in a report of an error.
"""

from functools import wraps

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.debug import SafeExceptionReporterFilter
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import (
    sensitive_post_parameters,
    sensitive_variables,
)

from quotes import workflow
from quotes.admin.base import add_refusal, page
from quotes.models import Source
from quotes.roles import may
from quotes.workflow import vault

#: What each step takes, and what the log of the admin says of it.
PERMISSIONS = {"seal": "change_source", "open": "view_vault", "remove": "view_vault"}
LOGGED = {"seal": "Identity sealed.", "open": "Identity opened."}
LOGGED["remove"] = "Identity removed."


class NothingShown(SafeExceptionReporterFilter):
    """Keeps every value out of a report of an error, with DEBUG too."""

    def is_active(self, request):
        return True

    def get_post_parameters(self, request):
        names = request.POST if request is not None else ()
        return dict.fromkeys(names, self.cleansed_substitute)

    def get_traceback_frame_variables(self, request, tb_frame):
        return [(name, self.cleansed_substitute) for name in tb_frame.f_locals]


def discreet(view):
    """Return a view of the vault of which no value gets into a cache or a report."""

    @sensitive_post_parameters()
    @sensitive_variables()
    @never_cache
    @wraps(view)
    def hushed(request, *args, **kwargs):
        request.exception_reporter_filter = NothingShown()
        answer = view(request, *args, **kwargs)
        # Here, not later: what fails in the template is inside this function too.
        return answer.render() if hasattr(answer, "render") else answer

    return hushed


class ReasonForm(forms.Form):
    """Why somebody opens or removes an identity."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy(
            "Kept in the open, with your name and the time: do not name the person here."
        ),
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
        max_length=1000,
    )


class SealForm(ReasonForm):
    """Who stands behind a source."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=vault.PARTS["name"])
    contact = forms.CharField(
        label=gettext_lazy("How to reach them"),
        required=False,
        max_length=vault.PARTS["contact"],
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    known_to = forms.CharField(
        label=gettext_lazy("Who in the newsroom knows"),
        required=False,
        max_length=vault.PARTS["known_to"],
    )
    field_order = ("name", "contact", "known_to", "reason")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs |= {"autocomplete": "off", "spellcheck": "false"}
            if not isinstance(field.widget, forms.Textarea):
                field.widget.attrs["class"] = "vTextField"


def paths(desk):
    """Return the addresses of the vault, for the admin of sources."""
    return [
        path(
            f"<int:source_id>/vault/{step}/",
            desk.admin_site.admin_view(_view(desk, step)),
            name=f"quotes_source_vault_{step}",
        )
        for step in PERMISSIONS
    ]


def _view(desk, step):
    @discreet
    def view(request, source_id):
        if not may(request.user, PERMISSIONS[step]):
            raise PermissionDenied
        source = get_object_or_404(Source, pk=source_id)
        make = SealForm if step == "seal" else ReasonForm
        form = make(request.POST or None)
        if request.method == "POST" and form.is_valid():
            try:
                return _take(desk, request, source, step, form.cleaned_data)
            except workflow.WorkflowError as refusal:
                add_refusal(form, str(refusal), refusal.code)
        return _page(desk, request, source, step, form=form)

    return view


def _take(desk, request, source, step, given):
    """Seal or remove and lead back to the source; or open and show, once, who it is."""
    if step != "open":
        return _change(desk, request, source, step, given)
    # Not in one transaction: a refusal would take back who asked for it.
    identity = workflow.open_identity(source, by=request.user, reason=given["reason"])
    desk.log_change(request, source, LOGGED[step])
    return _page(desk, request, source, step, identity=identity)


@transaction.atomic
def _change(desk, request, source, step, given):
    by, reason = request.user, given.pop("reason")
    desk.log_change(request, source, LOGGED[step])
    if step == "seal":
        workflow.seal_identity(source, by=by, identity=given, reason=reason)
        desk.told(request, _("Sealed. Only a standards editor can open it."))
        if count := source.vault_accesses.latest("pk").blacked_out:
            desk.told(request, _blacked_out(count))
    else:
        workflow.remove_identity(source, by=by, reason=reason)
        desk.told(request, _("The identity is removed."))
    return desk.back_to(source)


def _blacked_out(count):
    return ngettext(
        "%(count)d earlier record of this source that said it was blacked out.",
        "%(count)d earlier records of this source that said it were blacked out.",
        count,
    ) % {"count": count}


def _page(desk, request, source, step, **context):
    titles = {
        "seal": _("Seal an identity"),
        "open": _("Open the vault"),
        "remove": _("Remove the identity"),
    }
    return page(
        desk,
        request,
        "admin/quotes/vault.html",
        title=titles[step],
        subtitle=str(source),
        original=source,
        step=step,
        closed=vault.is_closed() if step != "remove" else "",
        sealing=vault.sealing_of(source),
        **context,
    )


def section(source, user):
    """Return the part of a source's page about the vault, as HTML."""
    ways = {
        step: reverse(f"admin:quotes_source_vault_{step}", args=[source.pk])
        for step, permission in PERMISSIONS.items()
        if may(user, permission)
    }
    return render_to_string(
        "admin/quotes/vault_section.html",
        {
            "has_an_identity": vault.has_an_identity(source),
            "sealing": vault.sealing_of(source),
            "accesses": vault.accesses_of(source, user),
            "closed": vault.is_closed(),
            "ways": ways,
            "with_reasons": may(user, "view_vault"),
        },
    )
