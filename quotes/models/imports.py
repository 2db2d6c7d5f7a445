"""Imports: which file was taken in, by whom, what became of it, what it wrote."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from quotes.models.base import PublicIdModel, one_of
from quotes.vocabulary import ImportedKind


class ImportRun(PublicIdModel):
    """One file that was taken in; written in the transaction that wrote its rows.

    So it is there exactly when they are: a run that was killed left neither.
    """

    name = models.CharField(_("file"), max_length=300)
    format = models.CharField(_("format"), max_length=30)
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    size = models.BigIntegerField(_("size in bytes"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("taken in by"),
    )
    started_at = models.DateTimeField(_("begun"), default=timezone.now)
    finished_at = models.DateTimeField(_("done"), null=True)
    counts = models.JSONField(
        _("counts"),
        default=dict,
        help_text=_("For each kind of record how many were created, updated, …"),
    )
    report = models.TextField(
        _("report"),
        blank=True,
        help_text=_("What was refused, kept, updated or warned about: JSON lines."),
    )
    last_review = models.BigIntegerField(
        _("last review"),
        default=0,
        help_text=_("Key of the last review there was: later ones bar the undoing."),
    )
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("undone by"),
    )
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-started_at", "-pk"]
        permissions = [
            ("import_quotes", _("Can import files")),
            ("restore_quotes", _("Can import decided quotes with their reviews")),
        ]
        indexes = [models.Index(fields=["sha256"], name="import_run_by_digest")]
        constraints = [
            models.CheckConstraint(
                name="import_run_undone_by_and_when",
                condition=Q(undone_by=None, undone_at=None)
                | Q(undone_by__isnull=False, undone_at__isnull=False),
            ),
        ]

    def __str__(self):
        return self.name


class ImportedRow(models.Model):
    """A row that a run created or updated, so that the run can be undone.

    What hangs on a created row (quotes on their article, spans on their quote) has none
    of its own. `before` is the record of an updated row as it was.
    """

    run = models.ForeignKey(
        ImportRun,
        models.CASCADE,
        related_name="rows",
        db_index=False,  # the unique constraint begins with it
        verbose_name=_("import"),
    )
    kind = models.CharField(_("kind"), max_length=8, choices=ImportedKind)
    key = models.BigIntegerField(_("key"))
    is_new = models.BooleanField(_("created"))
    before = models.JSONField(_("as it was"), null=True, blank=True)

    class Meta:
        verbose_name = _("imported row")
        verbose_name_plural = _("imported rows")
        constraints = [
            one_of("kind", ImportedKind, "imported_row_kind_known"),
            models.UniqueConstraint(
                name="imported_row_once_in_run", fields=["run", "kind", "key"]
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.key}"


class ImportUpload(PublicIdModel):
    """A file between two pages: received and looked at, not yet taken in or discarded.

    In the database because several servers have no disk in common. Only who sent it sees
    it: no role has a permission for it. It goes when it is taken in, and after a day.
    """

    name = models.CharField(_("file"), max_length=300)
    format = models.CharField(_("format"), max_length=30)
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    size = models.BigIntegerField(_("size in bytes"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="+",
        verbose_name=_("sent by"),
    )
    at = models.DateTimeField(_("sent"), default=timezone.now)
    # Last, so that SQLite does not read through it on the way to another column.
    data = models.BinaryField(_("content"))

    class Meta:
        verbose_name = _("file that waits to be imported")
        verbose_name_plural = _("files that wait to be imported")
        default_permissions = ()

    def __str__(self):
        return self.name
