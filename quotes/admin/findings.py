"""What the checks find, as a list to look at; they are settled on the desk."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from quotes.admin.desk.findings import explain, rule_labels
from quotes.admin.records import OfQuoteAdmin
from quotes.models import Finding


class RuleFilter(admin.SimpleListFilter):
    """By rule, each with its label."""

    title = _("rule")
    parameter_name = "rule"

    def lookups(self, request, model_admin):
        return [(rule, f"{rule} {label}") for rule, label in rule_labels().items()]

    def queryset(self, request, queryset):
        return queryset.filter(rule=self.value()) if self.value() else queryset


class StandingFilter(admin.SimpleListFilter):
    """Open, or dismissed by somebody."""

    title = _("standing")
    parameter_name = "standing"

    def lookups(self, request, model_admin):
        return [("open", _("open")), ("dismissed", _("dismissed"))]

    def queryset(self, request, queryset):
        if self.value() == "open":
            return queryset.open()
        if self.value() == "dismissed":
            return queryset.exclude(dismissed_at=None)
        return queryset


@admin.register(Finding)
class FindingAdmin(OfQuoteAdmin):
    """Findings of all statements."""

    list_display = ("rule", "label", "severity", "quote_words", "found_at", "is_open")
    list_filter = (RuleFilter, "severity", StandingFilter)
    fields = (
        "quote_link",
        ("rule", "label", "severity"),
        "sentence",
        ("place", "found_at"),
        ("dismissed_by", "dismissed_at"),
        "dismissal",
    )
    readonly_fields = ("quote_link", "label", "sentence")

    @admin.display(description=_("what it is"))
    def label(self, finding):
        return explain(finding)[0]

    @admin.display(description=_("explanation"))
    def sentence(self, finding):
        return explain(finding)[1]

    @admin.display(description=_("open"), boolean=True)
    def is_open(self, finding):
        return finding.dismissed_at is None
