"""Users and groups: stock, for those who may see them; nobody who did anything goes."""

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.db.models import PROTECT
from django.urls import reverse
from django.utils.translation import gettext as _

from quotes.admin.base import NewsroomAdmin

admin.site.unregister([Group, User])


@admin.register(Group)
class NewsroomGroupAdmin(GroupAdmin, NewsroomAdmin):
    """Roles; their list is as bounded as any."""


@admin.register(User)
class NewsroomUserAdmin(UserAdmin, NewsroomAdmin):
    """Users; a username is for life."""

    sortable_by = ("username", "email", "first_name", "last_name")

    def why_not_deleted(self, request, obj):
        """Whoever is named by any row stays; looked up, so that nothing is collected."""
        if not any(_names(relation, obj) for relation in _naming()):
            return None
        why = _(
            "Reviews, corrections or other rows name this user, and they keep who did "
            "what. Take the account out of use instead: untick “active”."
        )
        change = reverse("admin:auth_user_change", args=[obj.pk])
        return why, [(_("Change the account"), change)]

    def get_readonly_fields(self, request, obj=None):
        """A username is for life: the digests of all reviews by this person hold it."""
        fixed = ("username",) if obj is not None else ()
        return (*super().get_readonly_fields(request, obj), *fixed)


def _naming():
    """Return the relations by which rows name a user, other than their own settings."""
    return [
        relation
        for relation in User._meta.get_fields(include_hidden=True)
        if (relation.one_to_many or relation.one_to_one)
        and relation.auto_created
        and relation.on_delete is PROTECT
    ]


def _names(relation, user):
    rows = relation.related_model._base_manager.order_by()
    return rows.filter(**{relation.field.name: user}).exists()
