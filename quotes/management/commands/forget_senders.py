"""Empty what is left of the addresses that readers' reports came from, after a day."""

from django.core.management.base import BaseCommand

from quotes.workflow.reports import forget_senders


class Command(BaseCommand):
    """A thin shell over quotes.workflow.reports; for a daily timer."""

    help = (
        "Empties the salted hashes of addresses of readers’ reports older than a day. "
        "New reports do the same in passing."
    )

    def handle(self, **options):
        self.stdout.write(f"{forget_senders()} hashes forgotten")
