"""What every page of the editors' panel has in common."""

from django.contrib import messages
from django.contrib.admin.utils import display_for_field, unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from simple_history.admin import SimpleHistoryAdmin

from quotes.admin.exporting import ExportAdmin
from quotes.admin.lists import Bounded
from quotes.canonical import digest_of
from quotes.models.constraints import sentence_for
from quotes.workflow import WorkflowError


def message_of(error):
    """Return what a refusal says, as one sentence: the workflow's or the database's."""
    if isinstance(error, IntegrityError):
        return sentence_for(error)
    return str(error)


def key_in(text):
    """Return the whole number that an address or a form gives, None where it gives none.

    Up to 18 digits: more no key has, and Python refuses to read thousands.
    """
    if text.isascii() and text.isdecimal() and len(text) < 19:
        return int(text)
    return None


def logged(decision, reason=""):
    """Return what the log keeps of a decision: its code, in nobody's language."""
    return f"{decision.value}: {reason}" if reason else decision.value


def add_refusal(form, sentence, code=""):
    """Put a refusal beside the field it is about, else above the form."""
    field = {"reason_needed": "reason", "evidence_needed": "evidence"}.get(code)
    error = ValidationError(sentence, code=code or "refused")
    form.add_error(field if field in form.fields else None, error)


def page(desk, request, template, *, status=200, **context):
    """Return a page of our own with what every page of the admin needs."""
    request.current_app = desk.admin_site.name
    context = {
        **desk.admin_site.each_context(request),
        "opts": desk.opts,
        "media": desk.media,
        **context,
    }
    return TemplateResponse(request, template, context, status=status)


class NewsroomAdmin(ExportAdmin, Bounded):
    """A model whose refusals come out as form errors, and that nobody deletes in bulk."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Show the form again, as it was typed, when saving it was refused.

        Django rolls back what the first attempt wrote; the second one only carries the
        refusal into the form.
        """
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except (WorkflowError, IntegrityError) as error:
            request.refusal = (message_of(error), getattr(error, "code", ""))
        return super().changeform_view(request, object_id, form_url, extra_context)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        refusal = getattr(request, "refusal", None)
        if refusal is None:
            return form
        return type(form.__name__, (_Refused, form), {"refusal": refusal})

    def get_actions(self, request):
        """Without deleting in bulk: each deletion is looked at by itself."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def why_not_deleted(self, request, obj):
        """Return (why a row stays, [(what to do instead, address)]), or None."""
        return

    def delete_view(self, request, object_id, extra_context=None):
        obj = self.get_object(request, unquote(object_id))
        if obj is not None and self.has_view_permission(request, obj):
            refusal = self.why_not_deleted(request, obj)
            if refusal:
                why, ways = refusal
                return page(
                    self,
                    request,
                    "admin/quotes/not_deleted.html",
                    status=200 if request.method == "GET" else 409,
                    title=_("This is kept"),
                    subtitle=str(obj),
                    original=obj,
                    why=why,
                    ways=ways,
                )
        return super().delete_view(request, object_id, extra_context)

    def get_view_on_site_url(self, obj=None):
        """Offer the public page only of what readers may see."""
        if obj is not None and hasattr(type(obj).objects, "public"):
            public = type(obj).objects.public().filter(pk=obj.pk)
            if not public.exists():
                return None
        return super().get_view_on_site_url(obj)

    def told(self, request, sentence, *, error=False):
        """Say something on the next page."""
        self.message_user(
            request, sentence, messages.ERROR if error else messages.SUCCESS
        )

    def back_to(self, obj):
        """Return the way back to a row's page."""
        return redirect(
            f"admin:{self.opts.app_label}_{obj._meta.model_name}_change", obj.pk
        )


class _Refused:
    """A form that was valid, but whose saving was refused."""

    refusal = ("", "")

    def clean(self):
        cleaned = super().clean()
        add_refusal(self, *self.refusal)
        return cleaned


class ReadOnlyAdmin(NewsroomAdmin):
    """Rows that the workflow writes and that nobody edits here."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


def seen_digest(obj):
    """Return the digest of a row as a page shows it: every column, as text."""
    columns = {
        f.attname: str(getattr(obj, f.attname)) for f in obj._meta.concrete_fields
    }
    return digest_of(columns)


class HistoryAdmin(SimpleHistoryAdmin, NewsroomAdmin):
    """A model with its earlier versions; to read, never to go back to.

    Going back would write a row past four eyes and past the chain of reviews. A form
    saves every column, so it is refused once the row is another one than it shows.
    """

    object_history_list_template = "admin/quotes/history_list.html"

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj is not None:
            # A refused page keeps the one it was sent with: it still shows old columns.
            shown = seen_digest(type(obj).objects.get(pk=obj.pk))
            context["seen_digest"] = request.POST.get("_seen", shown)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def save_model(self, request, obj, form, change):
        if change and "_seen" in request.POST:
            locked = type(obj).objects.select_for_update(of=("self",)).get(pk=obj.pk)
            if seen_digest(locked) != request.POST["_seen"]:
                raise WorkflowError(
                    _(
                        "Somebody changed this meanwhile; nothing was saved, and what "
                        "you typed is still here. Open the page in a second window, and "
                        "enter there what still holds."
                    ),
                    code="changed_meanwhile",
                )
        super().save_model(request, obj, form, change)

    def revert_disabled(self, request, obj=None):
        return True

    def history_form_view(self, request, object_id, version_id, extra_context=None):
        """Show one earlier version as a table. Not a form: simple-history's saves."""
        manager = getattr(self.model, self.opts.simple_history_manager_attribute)
        try:
            version = manager.select_related("history_user").get(
                **{self.opts.pk.attname: unquote(object_id), "history_id": version_id}
            )
        except (manager.model.DoesNotExist, ValueError) as error:
            raise Http404 from error
        if not self.has_view_or_change_permission(request, version.instance):
            raise PermissionDenied
        return page(
            self,
            request,
            "admin/quotes/history_version.html",
            title=_("Earlier version"),
            subtitle=str(version.instance),
            version=version,
            object_id=object_id,
            rows=list(_columns_of(version, self.opts)),
        )


def _columns_of(version, opts):
    for field in opts.concrete_fields:
        value = getattr(version, field.attname)
        if field.is_relation:
            shown = _name_of(version, field, value)
        else:
            shown = display_for_field(value, field, "–")
        yield capfirst(field.verbose_name), shown


def _name_of(version, field, key):
    if key is None:
        return "–"
    row = field.remote_field.model._default_manager.filter(pk=key).first()
    return str(row) if row else f"#{key}"
