"""Links between quotes: one denies, confirms, repeats, rewords another."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from quotes import workflow
from quotes.admin.base import NewsroomAdmin
from quotes.admin.searching import by_public_id, by_words
from quotes.models import QuoteLink


@admin.register(QuoteLink)
class QuoteLinkAdmin(NewsroomAdmin):
    """What one quote does to another."""

    list_display = ("from_quote", "kind", "to_quote", "added_by")
    list_filter = ("kind",)
    list_select_related = ("from_quote", "to_quote", "added_by")
    ordering = ("-pk",)
    search_fields = ("from_quote__words",)
    search_help_text = _("Words of either quote, or its id.")
    autocomplete_fields = ("from_quote", "to_quote")
    fields = ("from_quote", "kind", "to_quote", "note", "added_by")
    readonly_fields = ("added_by",)

    def streams(self, rows, term):
        return [
            by_public_id(rows, term, "from_quote__public_id"),
            by_public_id(rows, term, "to_quote__public_id"),
            by_words(rows, term, "from_quote"),
            by_words(rows, term, "to_quote"),
        ]

    def save_model(self, request, obj, form, change):
        if not change:
            obj.added_by = request.user
        obj._history_user = request.user
        super().save_model(request, obj, form, change)
        workflow.note_link(obj)

    def delete_model(self, request, obj):
        obj._history_user = request.user
        workflow.note_link(obj)
        super().delete_model(request, obj)
