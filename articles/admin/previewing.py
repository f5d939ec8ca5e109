from typing import Any

from django.contrib import admin
from django.db import transaction
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.text import capfirst

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
        inlines = form_page.context_data["inline_admin_formsets"]
        forms = [form_page.context_data["adminform"].form]
        forms += [form for inline in inlines for form in inline.formset.forms]
        context = self.admin_site.each_context(request) | {
            "title": "No preview yet",
            "problems": [problem for form in forms for problem in _problems(form)],
        }
        page = TemplateResponse(request, "admin/articles/unpreviewable.html", context)
        return keep_private(page)


def _problems(form: BaseForm) -> list[dict[str, str]]:
    """Each mistake with the name of its block, if it is one, and of its field."""
    block = capfirst(form.instance._meta.verbose_name) if form.prefix else ""
    problems = []
    for name, errors in form.errors.items():
        label = str(form[name].label) if name in form.fields else ""
        place = ", ".join(filter(None, [block, label]))
        problems += [{"place": place, "error": error} for error in errors]
    return problems
