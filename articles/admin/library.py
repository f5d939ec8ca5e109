from typing import Any

from django import forms
from django.contrib import admin
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html

from articles import images, photo_metadata, tasks
from articles.admin.forms import PhotoForm
from articles.models import Photo


class LackFilter(admin.SimpleListFilter):
    title = "what it lacks"
    parameter_name = "lacks"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("credit", "A credit"), ("alternative", "Alternative text")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Photo]) -> QuerySet[Photo]:
        if self.value() == "credit":
            return queryset.filter(credit="")
        if self.value() == "alternative":
            return queryset.filter(alternative_text="", is_decorative=False)
        return queryset


@admin.register(Photo)
class PhotoAdmin(admin.ModelAdmin):
    form = PhotoForm
    list_display = ["thumbnail", "__str__", "credit", "photographer", "licence", "uploaded_at"]
    list_display_links = ["thumbnail", "__str__"]
    list_filter = [LackFilter, "licence", "photographer"]
    list_select_related = ["photographer"]
    list_per_page = 50
    date_hierarchy = "uploaded_at"
    search_fields = ["headline", "caption", "alternative_text", "credit", "photographer__name"]
    search_help_text = "Title, caption, alternative text, credit or photographer"
    autocomplete_fields = ["photographer"]
    view_on_site = False
    fieldsets = [
        (
            "Photograph",
            {
                "fields": ["image"],
                "description": "What the file says of itself fills the fields left empty.",
            },
        ),
        ("Words", {"fields": ["alternative_text", "is_decorative", "caption", "headline"]}),
        (
            "Rights",
            {"fields": ["credit", "photographer", "licence", "copyright_notice", "source_url"]},
        ),
    ]

    class Media:
        js = ["js/focal-point.js"]

    def has_change_permission(self, request: HttpRequest, obj: Photo | None = None) -> bool:
        """Who brought a photograph may mend its words until readers see them."""
        if super().has_change_permission(request, obj):
            return True
        is_own = obj is not None and obj.uploaded_by_id == request.user.pk
        return is_own and self.has_add_permission(request) and not obj.uses.exists()

    def get_readonly_fields(self, request: HttpRequest, obj: Photo | None = None) -> list[str]:
        return ["image", "shown"] if obj else ["shown"]

    def get_fieldsets(self, request: HttpRequest, obj: Photo | None = None) -> Any:
        """The focal point is set on the picture, so not before there is one."""
        fieldsets = [(name, dict(options)) for name, options in self.fieldsets]
        picture = ["shown", ("focal_x", "focal_y")] if obj else ["image"]
        fieldsets[0][1]["fields"] = picture
        if obj:
            fieldsets[0][1]["description"] = (
                "Click the picture at the point that every crop must keep."
            )
        return fieldsets

    def get_form(self, request: HttpRequest, obj: Photo | None = None, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, **kwargs)
        for name in ("focal_x", "focal_y"):
            if name in form.base_fields:
                form.base_fields[name].widget = forms.NumberInput(
                    attrs={"min": 0, "max": 1, "step": 0.01}
                )
        return form

    def save_model(self, request: HttpRequest, obj: Photo, form: Any, change: bool) -> None:
        if not change:
            obj.uploaded_by = request.user
            obj.content_hash = images.content_hash(obj.image)
            photo_metadata.prefill(obj, photo_metadata.read(obj.image))
        super().save_model(request, obj, form, change)
        if not change:
            images.make_first_rendition(obj)
        work = tasks.redraw_photo_uses
        if not change or images.has_stale_renditions(obj):
            work = tasks.draw_photo
        transaction.on_commit(lambda: work.enqueue(obj.pk))

    @admin.display(description="photograph")
    def thumbnail(self, photo: Photo) -> str:
        value = images.photo_value(photo)
        picture = value["card"] or value
        return format_html(
            '<img class="thumb" src="{}" alt="{}" width="120" height="80" loading="lazy">',
            picture["src"],
            photo,
        )

    @admin.display(description="")
    def shown(self, photo: Photo) -> str:
        value = images.photo_value(photo)
        return format_html(
            '<span class="focal-point" data-focal-point><img src="{}" alt="{}" width="{}"'
            ' height="{}"></span>',
            value["src"],
            value["alt"],
            value["width"],
            value["height"],
        )
