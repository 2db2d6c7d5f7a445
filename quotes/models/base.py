"""What every aggregate shares: a public id, natural keys, constraint building."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from quotes.ids import new_public_id
from quotes.querysets import PublicIdQuerySet


class PublicIdModel(models.Model):
    """A row with a short public id, which is also its natural key."""

    public_id = models.CharField(
        _("public id"),
        max_length=12,
        unique=True,
        default=new_public_id,
        editable=False,
    )

    objects = PublicIdQuerySet.as_manager()

    class Meta:
        abstract = True

    def natural_key(self):
        return (self.public_id,)


def one_of(field, choices, name, *, blank=False):
    """Return the constraint that a column holds a member of its set, or nothing.

    loaddata, bulk_create and update() validate no choices; this does.
    """
    values = [*choices.values, *([""] if blank else [])]
    return models.CheckConstraint(
        name=name,
        condition=Q(**{f"{field}__in": values}),
        violation_error_message=_("This value is not one of the choices."),
    )


def digest_length(field, name):
    """Return the constraint that a column holds a SHA-256 in hexadecimal."""
    return models.CheckConstraint(
        name=name,
        condition=Exact(Length(field), 64),
        violation_error_message=_("A SHA-256 has 64 hexadecimal signs."),
    )
