"""Users and groups: stock, for those who may see them."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User

admin.site.unregister(User)


@admin.register(User)
class NewsroomUserAdmin(UserAdmin):
    """Users; a username is for life."""

    show_full_result_count = False

    def get_readonly_fields(self, request, obj=None):
        """A username is for life: the digests of all reviews by this person hold it."""
        fixed = ("username",) if obj is not None else ()
        return (*super().get_readonly_fields(request, obj), *fixed)
