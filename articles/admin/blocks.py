from typing import Any

from content_editor.admin import ContentEditorInline
from django.contrib import admin
from django.db import models
from django.forms import BaseInlineFormSet, ModelChoiceField, ModelForm
from django.http import HttpRequest

from articles.admin.forms import MomentWidget
from articles.models import (
    Article,
    Byline,
    DividerBlock,
    EmbedBlock,
    EssayTeaserBlock,
    PhotoBlock,
    PullQuoteBlock,
    TextBlock,
)


class BylineFormSet(BaseInlineFormSet):
    def add_fields(self, form: ModelForm, index: int | None) -> None:
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].widget.attrs["aria-label"] = "Remove"


class BylineInline(admin.TabularInline):
    model = Byline
    formset = BylineFormSet
    autocomplete_fields = ["person"]
    fields = ["person", "role", "position"]
    verbose_name_plural = "bylines"

    def formfield_for_dbfield(self, db_field: models.Field, *args: Any, **kwargs: Any) -> Any:
        """Named one by one: the table's head, which would do so, is not shown."""
        field = super().formfield_for_dbfield(db_field, *args, **kwargs)
        if field:
            widget = getattr(field.widget, "widget", field.widget)
            widget.attrs["aria-label"] = field.label
        return field

    def get_extra(self, request: HttpRequest, obj: Article | None = None, **kwargs: Any) -> int:
        """A new article asks for its writer at once."""
        return 0 if obj else 1


class TextInline(ContentEditorInline):
    model = TextBlock
    icon = "notes"


class PhotoInline(ContentEditorInline):
    model = PhotoBlock
    autocomplete_fields = ["photo"]
    fields = ["photo", "layout", "caption", "region", "ordering"]
    icon = "image"


class PullQuoteInline(ContentEditorInline):
    model = PullQuoteBlock
    autocomplete_fields = ["quote"]
    icon = "format_quote"


class EssayTeaserInline(ContentEditorInline):
    model = EssayTeaserBlock
    autocomplete_fields = ["essay"]
    icon = "collections"

    def formfield_for_foreignkey(
        self, db_field: models.ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> ModelChoiceField:
        """Takes what the list offers, also from a form that somebody made by hand."""
        if db_field.name == "essay":
            kwargs["queryset"] = Article.objects.offered_to(request.user)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class EmbedInline(ContentEditorInline):
    model = EmbedBlock
    formfield_overrides = {models.DateTimeField: {"widget": MomentWidget}}
    icon = "link"


class DividerInline(ContentEditorInline):
    model = DividerBlock
    icon = "horizontal_rule"


class FrameInline(PhotoInline):
    verbose_name = "frame"


STORY_BLOCKS = [
    TextInline,
    PhotoInline,
    PullQuoteInline,
    EssayTeaserInline,
    EmbedInline,
    DividerInline,
]
ESSAY_BLOCKS = [FrameInline, TextInline, PullQuoteInline]
