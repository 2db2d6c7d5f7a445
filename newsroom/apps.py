"""The admin site under the newsroom's name."""

from django.contrib.admin.apps import AdminConfig


class NewsroomAdminConfig(AdminConfig):
    """Django's admin, with our site class."""

    default_site = "newsroom.site.NewsroomAdminSite"
