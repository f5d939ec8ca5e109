from typing import Any

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, PhotoEssay, Status
from newsroom.demo.accounts import LOGINS

# Model names in the order in which the desk uses them.
NAVIGATION = [
    "Article",
    "PhotoEssay",
    "Photo",
    "Quote",
    "Person",
    "Section",
    "Tag",
    "Pledge",
    "Campaign",
    "Publication",
    "User",
]
START = {"Article": "New story", "PhotoEssay": "New photo essay", "Photo": "Add a photograph"}
ROWS = 8


class DeskSite(admin.AdminSite):
    """The desk: Django's admin in newsroom words."""

    site_header = "The desk"
    site_title = "The desk"
    site_url = "/"
    enable_nav_sidebar = False

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        context = super().each_context(request)
        models = {
            model["object_name"]: model
            for app in context["available_apps"]
            for model in app["models"]
            if model["admin_url"]
        }
        context["desk_models"] = models
        context["desk_links"] = [
            {
                "name": models[name]["name"],
                "url": models[name]["admin_url"],
                "is_current": request.path.startswith(models[name]["admin_url"]),
            }
            for name in NAVIGATION
            if name in models
        ]
        return context

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        models = self.each_context(request)["desk_models"]
        context: dict[str, Any] = {
            "others": [model for name, model in models.items() if name not in NAVIGATION],
            "title": f"{timezone.localtime():%A} at the desk",
            "start_line": [
                {"name": words, "url": models[name]["add_url"]}
                for name, words in START.items()
                if name in models and models[name]["add_url"]
            ],
        }
        if "Article" in models:
            context |= self._articles(request)
        return super().index(request, context | (extra_context or {}))

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        shown = list(LOGINS) if settings.DEMO else []
        return super().login(request, {"demo_logins": shown} | (extra_context or {}))

    def _articles(self, request: HttpRequest) -> dict[str, Any]:
        """Stories and photo essays as this person's own lists would show them."""
        rows = []
        for model in (Article, PhotoEssay):
            queryset = self.get_model_admin(model).get_queryset(request)
            rows += queryset.select_related("section", "created_by").order_by("-saved_at")[:200]
        for row in rows:
            row.change_url = reverse(f"admin:articles_{row._meta.model_name}_change", args=[row.pk])
        by_status = {status: [row for row in rows if row.status == status] for status in Status}
        return {
            "drafts": by_status[Status.DRAFT][:ROWS],
            "scheduled": sorted((row for row in rows if row.due_at), key=lambda row: row.due_at),
            "published": sorted(
                by_status[Status.LIVE], key=lambda row: row.live_since, reverse=True
            )[:ROWS],
        }
