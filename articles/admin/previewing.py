from typing import Any

from django.contrib import admin
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from articles.caching import keep_private
from articles.models import Article
from articles.publishing import preview
from articles.views import render_edition


class PreviewMixin(admin.ModelAdmin):
    """A button that shows what readers would get, and leaves nothing behind.

    The real form and formsets are saved inside the admin's own transaction, drawn as publishing
    would draw them, and rolled back.
    """

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        response = super().changeform_view(request, object_id, form_url, extra_context)
        if "_preview" in request.POST and isinstance(response, TemplateResponse):
            return self._unpreviewable(request, response)
        return response

    def response_add(
        self, request: HttpRequest, obj: Article, post_url_continue: str | None = None
    ) -> HttpResponse:
        if "_preview" in request.POST:
            return self._previewed(request, obj)
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Article) -> HttpResponse:
        if "_preview" in request.POST:
            return self._previewed(request, obj)
        return super().response_change(request, obj)

    def _previewed(self, request: HttpRequest, article: Article) -> HttpResponse:
        article = Article.objects.get(pk=article.pk)
        response = render_edition(request, preview(article))
        transaction.set_rollback(True)
        return keep_private(response)

    def _unpreviewable(self, request: HttpRequest, form_page: TemplateResponse) -> HttpResponse:
        """The form has mistakes: say which, in the preview's own window."""
        context = self.admin_site.each_context(request) | {
            "title": "No preview yet",
            "errors": form_page.context_data["errors"],
        }
        page = TemplateResponse(request, "admin/articles/unpreviewable.html", context)
        return keep_private(page)
