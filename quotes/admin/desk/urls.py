"""Addresses of the desk, under /admin/desk/; each view takes (request, …) and the site."""

from functools import partial

from django.urls import path


def patterns(site):
    """Return the desk's paths, each behind the admin's login."""

    def page(address, view, name):
        return path(f"desk/{address}", site.admin_view(partial(view, site)), name=name)

    return []
