from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from js_asset import Media as NonceMedia
from taggit import admin as taggit_admin  # noqa: F401 - registers tags, to be replaced here
from taggit.models import Tag

from articles import tasks
from articles.models import EditionTag, Publication, Section


@admin.register(Section)
class SectionAdmin(admin.ModelAdmin):
    list_display = ["name", "slug", "position", "is_opinion"]
    list_editable = ["position"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}
    view_on_site = False


@admin.register(Publication)
class PublicationAdmin(admin.ModelAdmin):
    """One row: its list leads straight to it."""

    view_on_site = False
    formfield_overrides = {models.TextField: {"widget": forms.Textarea(attrs={"rows": 3})}}
    fieldsets = [
        ("The paper", {"fields": ["name", "tagline", "mission", "about", "licence", "notice"]}),
        (
            "How readers reach it",
            {
                "fields": ["contact_email", "address", "opening_hours", "social_addresses"],
            },
        ),
        ("The appeal at the end of stories", {"fields": ["appeal_headline", "appeal_text"]}),
        (
            "Policies elsewhere",
            {
                "fields": [
                    "publishing_principles_url",
                    "corrections_policy_url",
                    "ownership_url",
                    "masthead_url",
                ],
                "classes": ["collapse"],
            },
        ),
    ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        Publication.objects.get_or_create(pk=1)
        return HttpResponseRedirect(reverse("admin:articles_publication_change", args=[1]))

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], **kwargs: Any
    ) -> HttpResponse:
        response = super().render_change_form(request, context, **kwargs)
        if isinstance(response, TemplateResponse):
            media = response.context_data["media"]
            response.context_data["media"] = NonceMedia.from_media(media, nonce=request.csp_nonce)
        return response


admin.site.unregister(Tag)


@admin.register(Tag)
class TagAdmin(admin.ModelAdmin):
    """Without taggit's own page for merging tags, which asks nobody for permission."""

    list_display = ["name", "slug"]
    search_fields = ["name"]
    view_on_site = False

    def save_model(self, request: HttpRequest, obj: Tag, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        self._redraw_editions_with([obj])

    def delete_model(self, request: HttpRequest, obj: Tag) -> None:
        self._redraw_editions_with([obj])
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Tag]) -> None:
        self._redraw_editions_with(list(queryset))
        super().delete_queryset(request, queryset)

    @staticmethod
    def _redraw_editions_with(tags: list[Tag]) -> None:
        """Afterwards; the rows that name the editions go with the tag."""
        rows = EditionTag.objects.filter(tag__in=tags)
        keys = sorted(set(rows.values_list("edition", flat=True)))
        if keys:
            transaction.on_commit(lambda: tasks.redraw_editions.enqueue(keys))
