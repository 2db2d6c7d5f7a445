"""Seal every identity in the vault anew with the first key of NEWSROOM_VAULT_KEYS."""

from django.core.management.base import BaseCommand, CommandError

from quotes.workflow import WorkflowError
from quotes.workflow.vault import rotate_vault


class Command(BaseCommand):
    """A thin shell over quotes.workflow.vault."""

    help = (
        "Put a new key first in NEWSROOM_VAULT_KEYS, run this, then drop the old key. "
        "Changes all identities or none; exits 1 and names those no key opens."
    )

    def handle(self, **options):
        try:
            count = rotate_vault()
        except WorkflowError as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(f"{count} identities sealed with the first key")
