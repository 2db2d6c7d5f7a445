"""The app: quotes, who said them, and where the newsroom has them from."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class QuotesConfig(AppConfig):
    """Registers the one signal of the project: groups after each migrate.

    A data migration cannot do it, because permissions do not exist yet inside one.
    """

    name = "quotes"
    verbose_name = _("Quotes")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from quotes.roles import create_groups

        post_migrate.connect(create_groups, sender=self)
