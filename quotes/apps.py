"""The app: quotes, who said them, and where the newsroom has them from."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class QuotesConfig(AppConfig):
    """Registers the one signal of the project: what is to be there after each migrate.

    Groups, because permissions do not exist yet inside a data migration; and triggers,
    because SQLite loses those of a table that is altered.
    """

    name = "quotes"
    verbose_name = _("Quotes")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        post_migrate.connect(after_migrate, sender=self)


def after_migrate(**kwargs):
    """Bring the groups and the triggers up to date."""
    from quotes.public_state import keep_state
    from quotes.roles import create_groups

    create_groups(**kwargs)
    keep_state(**kwargs)
