"""Users and groups: stock, but for choosing a colleague in a form."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User

admin.site.unregister(User)


@admin.register(User)
class NewsroomUserAdmin(UserAdmin):
    """Users; every editor may choose one by name, few may look at their rows."""

    show_full_result_count = False

    def get_readonly_fields(self, request, obj=None):
        """A username is for life: the digests of all reviews by this person hold it."""
        fixed = ("username",) if obj is not None else ()
        return (*super().get_readonly_fields(request, obj), *fixed)

    def has_view_permission(self, request, obj=None):
        return _is_choice(request) or super().has_view_permission(request, obj)

    def get_search_fields(self, request):
        """Names alone where anybody may search: addresses are not for guessing."""
        if _is_choice(request):
            return ("username", "first_name", "last_name")
        return super().get_search_fields(request)

    def get_search_results(self, request, queryset, search_term):
        if _is_choice(request):
            queryset = queryset.filter(is_active=True, is_staff=True)
        return super().get_search_results(request, queryset, search_term)


def _is_choice(request):
    match = request.resolver_match
    return match is not None and match.url_name == "autocomplete"
