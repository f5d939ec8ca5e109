from django.contrib import admin


class DeskSite(admin.AdminSite):
    """The desk: Django's admin in newsroom words."""

    site_header = "The desk"
    site_title = "The desk"
    index_title = "At the desk"
    site_url = "/"
    enable_nav_sidebar = False
