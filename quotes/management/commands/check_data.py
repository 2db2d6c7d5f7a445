"""Prove every stored row; exit 1 and name the rows where one is wrong."""

from django.core.management.base import BaseCommand, CommandError

from quotes.integrity import problems
from quotes.models import Quote


class Command(BaseCommand):
    """A thin shell over quotes.integrity."""

    help = (
        "Checks what no constraint can: spans against texts, words against spans, "
        "chains of reviews, publications against reviews, circles. Changes nothing."
    )

    def handle(self, **options):
        count = 0
        for problem in problems():
            count += 1
            self.stdout.write(str(problem))
        summary = f"{Quote.objects.count()} quotes, {count} problems"
        if count:
            raise CommandError(summary)
        self.stdout.write(summary)
