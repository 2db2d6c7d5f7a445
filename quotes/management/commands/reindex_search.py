"""Make what search looks up anew: after an upgrade, or rows loaded past the workflow."""

from django.core.management.base import BaseCommand

from quotes.reindexing import reindex, reindex_quotes


class Command(BaseCommand):
    help = (
        "Makes the words, terms and names that readers search by anew from the "
        "publications, and the terms that editors search by from the quotes. Changes "
        "nothing that is shown; can be stopped and run again."
    )

    def handle(self, *args, **options):
        for name, make in (("publications", reindex), ("quotes", reindex_quotes)):
            seen, changed = make(self._tell)
            self.stdout.write(f"{seen} {name}, {changed} indexed anew")

    def _tell(self, count):
        if self.stderr.isatty():
            self.stderr.write(f"\r{count}", ending="")
