"""Users and groups: stock, for those who may see them."""

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User

from quotes.admin.exporting import ExportAdmin

admin.site.unregister(User)
admin.site.unregister(Group)


@admin.register(Group)
class NewsroomGroupAdmin(ExportAdmin, GroupAdmin):
    """Groups, which stand for roles."""


@admin.register(User)
class NewsroomUserAdmin(ExportAdmin, UserAdmin):
    """Users; a username is for life."""

    show_full_result_count = False

    def get_readonly_fields(self, request, obj=None):
        """A username is for life: the digests of all reviews by this person hold it."""
        fixed = ("username",) if obj is not None else ()
        return (*super().get_readonly_fields(request, obj), *fixed)
