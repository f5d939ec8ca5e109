from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class NewsroomConfig(AppConfig):
    name = "newsroom"


class DeskConfig(AdminConfig):
    """Django's admin with the desk as its one site."""

    default_site = "newsroom.desk.DeskSite"
