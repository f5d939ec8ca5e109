from content_editor.admin import ContentEditorInline
from django.contrib import admin

from articles.models import (
    Byline,
    DividerBlock,
    EmbedBlock,
    EssayTeaserBlock,
    PhotoBlock,
    PullQuoteBlock,
    TextBlock,
)


class BylineInline(admin.TabularInline):
    model = Byline
    autocomplete_fields = ["person"]
    fields = ["person", "role", "position"]
    extra = 0
    verbose_name_plural = "bylines"


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


class EmbedInline(ContentEditorInline):
    model = EmbedBlock
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
