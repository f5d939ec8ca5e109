from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html

from donations.models import Campaign, Pledge
from donations.money import written


@admin.register(Pledge)
class PledgeAdmin(admin.ModelAdmin):
    """To read, not to write: what somebody promised is not ours to change."""

    list_display = ["whole_reference", "name", "promise", "method", "campaign", "pledged_at"]
    list_display_links = ["name"]
    list_filter = ["frequency", "method", "campaign", "is_anonymous"]
    list_select_related = ["campaign"]
    search_fields = ["reference", "name", "email"]
    search_help_text = "Reference, name or email address"
    date_hierarchy = "pledged_at"
    view_on_site = False
    fieldsets = [
        ("Promise", {"fields": ["reference", "promise", "method", "campaign", "pledged_at"]}),
        ("Donor", {"fields": ["name", "email", "is_anonymous", "message"]}),
    ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Pledge | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Pledge | None = None) -> bool:
        return False

    @admin.display(description="reference", ordering="reference")
    def whole_reference(self, pledge: Pledge) -> str:
        return format_html('<span class="nowrap">{}</span>', pledge.reference)

    @admin.display(ordering="amount")
    def promise(self, pledge: Pledge) -> str:
        return format_html('<span class="nowrap">{}</span>', pledge.promise)


@admin.register(Campaign)
class CampaignAdmin(admin.ModelAdmin):
    list_display = ["name", "starts_on", "ends_on", "goal_written", "promised", "reached"]
    search_fields = ["name", "headline"]
    date_hierarchy = "starts_on"
    prepopulated_fields = {"slug": ["name"]}
    readonly_fields = ["promised", "supporters", "reached"]
    fieldsets = [
        ("Words", {"fields": ["name", "slug", "headline", "text"]}),
        ("Goal", {"fields": ["goal", "currency", "starts_on", "ends_on"]}),
        ("So far", {"fields": ["promised", "supporters", "reached"]}),
    ]

    def get_fieldsets(self, request: HttpRequest, obj: Campaign | None = None) -> list:
        """A campaign that is being written has nothing promised yet."""
        return self.fieldsets if obj else self.fieldsets[:-1]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Campaign]:
        return super().get_queryset(request).with_totals().order_by("-starts_on", "-pk")

    @admin.display(description="goal", ordering="goal")
    def goal_written(self, campaign: Campaign) -> str:
        return written(campaign.goal, campaign.currency)

    @admin.display(description="promised over a year", ordering="promised")
    def promised(self, campaign: Campaign) -> str:
        return written(campaign.promised, campaign.currency)

    @admin.display(description="pledges")
    def supporters(self, campaign: Campaign) -> int:
        return campaign.supporters

    @admin.display(description="of the goal")
    def reached(self, campaign: Campaign) -> str:
        return f"{campaign.percent} %"
