"""Speakers with the names they go by and the offices they hold."""

from django.contrib import admin
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quotes.admin.base import HistoryAdmin
from quotes.models import Office, Speaker, SpeakerName


class SpeakerNameInline(admin.StackedInline):
    model = SpeakerName
    extra = 0
    fields = (("name", "kind"), ("language", "is_display"))


class OfficeInline(admin.StackedInline):
    model = Office
    extra = 0
    fields = (
        ("title", "organization"),
        ("held_from", "held_to"),
        ("language", "printed_in"),
        "note",
    )
    autocomplete_fields = ("printed_in",)

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("printed_in")


@admin.register(Speaker)
class SpeakerAdmin(HistoryAdmin):
    """The persons and bodies that mentions resolve to."""

    list_display = ("name", "description", "kind", "wikidata_id", "merged_into")
    list_filter = ("kind",)
    list_select_related = ("merged_into",)
    search_fields = ("name", "description", "names__name", "public_id")
    search_help_text = gettext_lazy(
        "A name, another name it goes by (“Moscou”), or words of the description."
    )
    fields = (
        ("kind", "name"),
        ("sort_name", "description"),
        ("wikidata_id", "public_id"),
        "merged_into",
    )
    readonly_fields = ("public_id", "merged_into")
    inlines = (SpeakerNameInline, OfficeInline)

    def get_search_results(self, request, queryset, search_term):
        """A merged speaker is not offered: choose the one it was merged into."""
        match = request.resolver_match
        if match is not None and match.url_name == "autocomplete":
            queryset = queryset.standing()
        return super().get_search_results(request, queryset, search_term)

    def why_not_deleted(self, request, obj):
        count = obj.attributions.count()
        if count or obj.publication_rows.exists():
            why = _(
                "Attributions name this speaker (%(count)d), and reviews keep who was "
                "named. If it is the same as another speaker, the two are merged; if "
                "a statement is not theirs, reattribute it on its own page."
            ) % {"count": count}
        elif obj.merged.exists():
            why = _("Other speakers were merged into this one, which has to stay.")
        else:
            return None
        statements = reverse("admin:quotes_attribution_changelist")
        return why, [
            (_("See what names it"), f"{statements}?speaker__id__exact={obj.pk}")
        ]
