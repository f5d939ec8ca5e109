from typing import Any

from content_editor.admin import ContentEditor, RefinedModelAdmin
from django.conf import settings
from django.contrib import admin
from django.db.models import QuerySet
from django.forms import Media, ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from js_asset import Media as NonceMedia

from articles.admin.blocks import ESSAY_BLOCKS, STORY_BLOCKS, BylineInline
from articles.admin.forms import ArticleForm
from articles.admin.previewing import PreviewMixin
from articles.admin.publishing import PublishingMixin
from articles.models import Article, Format, PhotoEssay, Status


class StatusFilter(admin.SimpleListFilter):
    title = "status"
    parameter_name = "status"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return list(Status.choices)

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() in Status.values:
            return queryset.filter(status=self.value())
        return queryset


class ArticleDesk(PublishingMixin, PreviewMixin, ContentEditor):
    """What the lists and forms of stories and photo essays have in common."""

    format: Format
    form = ArticleForm
    change_form_template = "admin/articles/article/change_form.html"
    list_display = ["headline", "state", "section", "credited", "appears", "saved_at"]
    list_filter = [StatusFilter, "section"]
    list_select_related = ["section"]
    list_per_page = 50
    date_hierarchy = "saved_at"
    search_fields = ["headline", "standfirst", "slug", "bylines__person__name", "tags__name"]
    search_help_text = "Headline, standfirst, address, byline or tag"
    autocomplete_fields = ["lead_photo"]
    radio_fields = {}
    save_on_top = False
    view_on_site = False
    actions = None

    class Media:
        js = ["js/desk.js"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        """This desk's format; a field that offers articles says itself which format it takes."""
        rows = super().get_queryset(request)
        if request.resolver_match and request.resolver_match.url_name == "autocomplete":
            return rows.offered_to(request.user)
        return rows.filter(format=self.format).open_to(request.user).with_status()

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return super().has_change_permission(request, obj) and self._is_open_to(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """What readers were shown is withdrawn, never deleted."""
        if obj is not None and obj.editions.exists():
            return False
        return super().has_delete_permission(request, obj) and self._is_open_to(request, obj)

    def _is_open_to(self, request: HttpRequest, article: Article | None) -> bool:
        """Writers change their own articles until an editor publishes them."""
        if article is None or self.may_publish(request):
            return True
        return article.created_by_id == request.user.pk and not article.editions.exists()

    def save_model(self, request: HttpRequest, obj: Article, form: ModelForm, change: bool) -> None:
        """A form that nobody touched leaves the hour of the last change as it is."""
        if not change:
            obj.created_by = request.user
            obj.format = self.format
        if not change or form.has_changed():
            super().save_model(request, obj, form, change)

    def save_related(
        self, request: HttpRequest, form: ModelForm, formsets: Any, change: bool
    ) -> None:
        # Past ContentEditor: its cloning copies blocks of any article, whoever asks.
        super(RefinedModelAdmin, self).save_related(request, form, formsets, change)
        if any(formset.has_changed() for formset in formsets):
            Article.objects.filter(pk=form.instance.pk).update(saved_at=timezone.now())

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], **kwargs: Any
    ) -> HttpResponse:
        article = kwargs.get("obj")
        context["standing"] = article and self.standing(article)
        context["may_publish"] = self.may_publish(request)
        context["time_zone"] = settings.TIME_ZONE
        response = super().render_change_form(request, context, **kwargs)
        if isinstance(response, TemplateResponse):
            media: Media = response.context_data["media"]
            # The block editor's import map is inline: without the nonce it dies silently.
            response.context_data["media"] = NonceMedia.from_media(media, nonce=request.csp_nonce)
        return response

    def standing(self, article: Article) -> dict[str, Any]:
        """Where the article stands with readers, for the strip above the form."""
        now = timezone.now()
        row = Article.objects.with_status(now).get(pk=article.pk)
        return {
            "status": Status(row.status),
            "has_changes": row.has_changes,
            "live": article.live_edition(now),
            "due": article.due_edition(now),
        }

    @admin.display(description="status", ordering="status")
    def state(self, article: Article) -> str:
        late = " · unpublished changes" if self._is_ahead(article) else ""
        return format_html(
            '<span class="state state--{}">{}{}</span>',
            article.status,
            Status(article.status).label,
            late,
        )

    @staticmethod
    def _is_ahead(article: Article) -> bool:
        return article.status == Status.LIVE and article.has_changes

    @admin.display(description="live since", ordering="live_since", empty_value="")
    def appears(self, article: Article) -> Any:
        return article.due_at if article.status == Status.SCHEDULED else article.live_since

    @admin.display(description="bylines")
    def credited(self, article: Article) -> str:
        return ", ".join(byline.person.name for byline in article.bylines.all())

    def get_list_display_links(self, request: HttpRequest, list_display: Any) -> list[str]:
        return ["headline"]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        response = super().changelist_view(request, extra_context)
        if isinstance(response, TemplateResponse) and "cl" in (response.context_data or {}):
            rows = response.context_data["cl"]
            rows.result_list = rows.result_list.prefetch_related("bylines__person")
        return response

    def response_post_save_add(self, request: HttpRequest, obj: Article) -> HttpResponse:
        """Stay on the article: writing goes on."""
        address = reverse(f"admin:articles_{self.opts.model_name}_change", args=[obj.pk])
        return HttpResponseRedirect(address)

    response_post_save_change = response_post_save_add


@admin.register(Article)
class ArticleAdmin(ArticleDesk):
    format = Format.STORY
    inlines = [BylineInline, *STORY_BLOCKS]
    fieldsets = [
        (None, {"fields": ["headline", "standfirst", "kicker"], "classes": ["words"]}),
        ("Place", {"fields": ["section", "tags"], "classes": ["side"]}),
        ("Lead photo", {"fields": ["lead_photo"], "classes": ["side"]}),
        ("Address", {"fields": ["slug"], "classes": ["side"]}),
    ]


@admin.register(PhotoEssay)
class PhotoEssayAdmin(ArticleDesk):
    format = Format.PHOTO_ESSAY
    inlines = [BylineInline, *ESSAY_BLOCKS]
    fieldsets = [
        (None, {"fields": ["headline", "standfirst", "kicker"], "classes": ["words"]}),
        ("Opening photo", {"fields": ["lead_photo"], "classes": ["side"]}),
        ("Place", {"fields": ["section", "tags"], "classes": ["side"]}),
        ("Address", {"fields": ["slug"], "classes": ["side"]}),
    ]
