"""Make what search looks up anew: after an upgrade, or rows loaded past the workflow."""

from django.core.management.base import BaseCommand

from quotes.reindexing import reindex


class Command(BaseCommand):
    help = (
        "Makes the words, terms and names that readers search by anew from the "
        "publications. Changes nothing that is shown; can be stopped and run again."
    )

    def handle(self, *args, **options):
        seen, changed = reindex(
            lambda count: (
                self.stderr.write(f"\r{count}", ending="")
                if self.stderr.isatty()
                else None
            )
        )
        self.stdout.write(f"{seen} publications, {changed} indexed anew")
