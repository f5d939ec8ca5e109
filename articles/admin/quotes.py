from django.contrib import admin
from django.http import HttpRequest
from django.utils.text import Truncator

from articles.models import Quote


@admin.register(Quote)
class QuoteAdmin(admin.ModelAdmin):
    list_display = ["words", "speaker", "speaker_role", "said_on", "medium"]
    list_filter = ["medium", "speaker"]
    list_select_related = ["speaker"]
    date_hierarchy = "said_on"
    search_fields = ["text", "speaker__name", "occasion"]
    search_help_text = "Words, speaker or occasion"
    autocomplete_fields = ["speaker"]
    view_on_site = False
    fieldsets = [
        (None, {"fields": ["text", "speaker", "speaker_role"]}),
        ("Where we have it from", {"fields": ["said_on", "occasion", "medium", "source_url"]}),
    ]

    def has_change_permission(self, request: HttpRequest, obj: Quote | None = None) -> bool:
        """Who may write quotes may mend one until readers see it."""
        if super().has_change_permission(request, obj):
            return True
        return obj is not None and self.has_add_permission(request) and not obj.uses.exists()

    @admin.display(description="quote", ordering="text")
    def words(self, quote: Quote) -> str:
        return f"“{Truncator(quote.text).chars(90)}”"
