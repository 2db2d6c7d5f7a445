"""Write all public rows into a directory: NDJSON, CSV, a data package, checksums."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone

from quotes.dump import DumpError, write_dump
from quotes.management.stopping import stopping_by_exception


class Command(BaseCommand):
    help = (
        "Writes all that readers may see into a new directory: NDJSON and CSV with a "
        "Frictionless data package and checksums. All or nothing: where it fails or is "
        "stopped, the directory is as it was before."
    )

    def add_arguments(self, parser):
        parser.add_argument("directory", help="where to write; new, or empty")
        parser.add_argument(
            "--base-url",
            default=settings.NEWSROOM_BASE_URL,
            help="scheme and host of the public pages (default: NEWSROOM_BASE_URL)",
        )
        parser.add_argument("--gzip", action="store_true", help="write .gz files")
        parser.add_argument(
            "--force", action="store_true", help="replace the dump that stands there"
        )

    def handle(self, *args, **options):
        try:
            with stopping_by_exception():
                files = write_dump(
                    options["directory"],
                    options["base_url"],
                    now=timezone.now(),
                    compress=options["gzip"],
                    force=options["force"],
                    progress=self.progress if self.stderr.isatty() else None,
                )
        except DumpError as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            what = f"{error.strerror}: {error.filename or options['directory']}"
            raise CommandError(f"Nothing was written. {what}") from error
        except DatabaseError as error:
            raise CommandError(f"Nothing was written. The database: {error}") from error
        told = ", ".join(f"{row.path} {row.rows}" for row in files)
        self.stdout.write(f"{options['directory']}: {told}")

    def progress(self, name, count):
        self.stderr.write(f"\r{name} {count}\x1b[K", ending="")
