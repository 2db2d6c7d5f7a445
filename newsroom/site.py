"""The editors' site: Django's admin with our name and stylesheet, and the desk."""

from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class NewsroomAdminSite(admin.AdminSite):
    """Stock admin; the templates under newsroom/templates/admin add the rest."""

    site_header = _("Quotes desk")
    site_title = _("Quotes desk")
    index_title = _("What the newsroom holds")
    enable_nav_sidebar = True

    def get_urls(self):
        # Views need the models; this module is read while the apps are loaded.
        from quotes.admin.desk.urls import patterns

        return patterns(self) + super().get_urls()

    def index(self, request, extra_context=None):
        """Show what waits and what was done above the list of records."""
        from quotes.admin.desk.dashboard import overview
        from quotes.roles import may

        shown = dict(extra_context or {})
        if may(request.user, "view_quote"):
            shown["overview"] = overview(request.user, timezone.now())
        return super().index(request, shown)
