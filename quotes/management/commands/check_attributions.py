"""Run the misattribution checks over statements anew; print what is open."""

from django.core.management.base import BaseCommand, CommandError

from quotes import workflow
from quotes.admin.desk.findings import explain
from quotes.models import Article


class Command(BaseCommand):
    """A thin shell over quotes.workflow.refresh_all."""

    help = (
        "Reruns the checks over all statements, or those of one article, and brings "
        "findings and desk up to date. Dismissed findings stay dismissed."
    )

    def add_arguments(self, parser):
        parser.add_argument("--article", metavar="ID", help="public id of one article")
        parser.add_argument(
            "--quiet", action="store_true", help="print only the counts by rule"
        )

    def handle(self, *, article, quiet, **options):
        articles = Article.objects.filter(public_id=article) if article else None
        keys = None if articles is None else list(articles.values_list("pk", flat=True))
        if keys == []:
            raise CommandError(f"There is no article {article}.")
        counts = {}
        for finding in workflow.refresh_all(keys):
            counts[finding.rule] = counts.get(finding.rule, 0) + 1
            if not quiet:
                _label, sentence = explain(finding)
                self.stdout.write(
                    f"{finding.quote.public_id} {finding.rule} {finding.severity}: "
                    f"{sentence}"
                )
        for rule, count in sorted(counts.items()):
            self.stdout.write(f"{rule} {count}")
        self.stdout.write(f"{sum(counts.values())} findings are open")
