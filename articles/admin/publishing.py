from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_POST

from articles import publishing, tasks
from articles.admin.forms import PublishForm
from articles.caching import keep_private
from articles.models import Article, Edition
from articles.views import render_edition


class PublishingMixin(admin.ModelAdmin):
    """The pages from which an article goes out, comes back, and is restored."""

    def may_publish(self, request: HttpRequest) -> bool:
        return request.user.has_perm("articles.publish_article")

    def get_urls(self) -> list[URLPattern]:
        def page(route: str, view: Any, name: str) -> URLPattern:
            full_name = f"articles_{self.opts.model_name}_{name}"
            return path(f"<int:pk>/{route}", self.admin_site.admin_view(view), name=full_name)

        return [
            page("publish/", self.publish_view, "publish"),
            page("withdraw/", self.withdraw_view, "withdraw"),
            page("unschedule/", require_POST(self.unschedule_view), "unschedule"),
            page("editions/", self.editions_view, "editions"),
            page("editions/<int:number>/", self.edition_view, "edition"),
            page("editions/<int:number>/restore/", require_POST(self.restore_view), "restore"),
            *super().get_urls(),
        ]

    def address_of(self, article: Article, name: str = "change") -> str:
        return reverse(f"admin:articles_{self.opts.model_name}_{name}", args=[article.pk])

    def response_add(
        self, request: HttpRequest, obj: Article, post_url_continue: str | None = None
    ) -> HttpResponse:
        if "_publish" in request.POST and self.may_publish(request):
            return HttpResponseRedirect(self.address_of(obj, "publish"))
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Article) -> HttpResponse:
        if "_publish" in request.POST and self.may_publish(request):
            return HttpResponseRedirect(self.address_of(obj, "publish"))
        return super().response_change(request, obj)

    def publish_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        article = self._publishable(request, pk)
        is_first = not article.was_public()
        form = PublishForm(request.POST or None, is_first=is_first)
        problems = publishing.problems_with(article)
        if request.method == "POST" and form.is_valid() and not problems:
            return self._send_out(request, article, form.cleaned_data)
        context = {
            "form": form,
            "problems": problems,
            "is_first": is_first,
            "due": article.due_edition(),
            "live": article.live_edition(),
            "media": self.media + form.media,
        }
        return self._page(request, article, "publish", f"Publish “{article}”", context)

    def _send_out(
        self, request: HttpRequest, article: Article, choice: dict[str, Any]
    ) -> HttpResponse:
        kind = choice.get("kind") or Edition.Kind.FIRST
        words = {"kind": kind, "note": choice["note"]}
        if choice["when"] == "later":
            live_from = choice["live_from"]
            edition = publishing.schedule(article, live_from, request.user, **words)
            if article.is_photo_essay and tasks.redraw_teasers.get_backend().supports_defer:
                tasks.redraw_teasers.using(run_after=live_from).enqueue(article.pk)
            moment = date_format(timezone.localtime(live_from), "j F Y, H:i")
            said = f"Scheduled as edition {edition.number} for {moment}."
        else:
            edition = publishing.publish(article, request.user, **words)
            said = f"Published as edition {edition.number}."
        self.log_change(request, article, said)
        self.message_user(request, said, messages.SUCCESS)
        return HttpResponseRedirect(self.address_of(article))

    def withdraw_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        article = self._publishable(request, pk)
        live, due = article.live_edition(), article.due_edition()
        if not (live or due):
            raise Http404("nothing to withdraw")
        if request.method == "POST":
            publishing.withdraw(article)
            said = "Withdrawn: its address now says so." if live else "Schedule cancelled."
            self.log_change(request, article, said)
            self.message_user(request, said, messages.SUCCESS)
            return HttpResponseRedirect(self.address_of(article))
        context = {"live": live, "due": due}
        return self._page(request, article, "withdraw", f"Withdraw “{article}”", context)

    def unschedule_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        article = self._publishable(request, pk)
        publishing.unschedule(article)
        self.log_change(request, article, "Schedule cancelled.")
        self.message_user(request, "Schedule cancelled.", messages.SUCCESS)
        return HttpResponseRedirect(self.address_of(article))

    def editions_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        article = self._article(request, pk)
        editions = article.editions.select_related("published_by").defer("body_html", "body_text")
        context = {"editions": editions, "live": article.live_edition()}
        return self._page(request, article, "editions", f"Editions of “{article}”", context)

    def edition_view(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        """An edition as readers saw it, or will."""
        article = self._article(request, pk)
        edition = get_object_or_404(
            article.editions.select_related("section", "article"), number=number
        )
        return keep_private(render_edition(request, edition))

    def restore_view(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        """Asks first when the working copy holds something that no edition keeps."""
        article = self._publishable(request, pk)
        edition = get_object_or_404(article.editions, number=number)
        is_unsaved = Article.objects.with_status().get(pk=pk).has_changes
        if is_unsaved and "sure" not in request.POST:
            context = {"edition": edition}
            title = f"Restore edition {number} of “{article}”"
            return self._page(request, article, "restore", title, context)
        publishing.restore(edition)
        said = f"The working copy is edition {number} again. Readers see no change yet."
        self.log_change(request, article, said)
        self.message_user(request, said, messages.SUCCESS)
        return HttpResponseRedirect(self.address_of(article))

    def _article(self, request: HttpRequest, pk: int) -> Article:
        article = get_object_or_404(self.get_queryset(request), pk=pk)
        if not self.has_view_or_change_permission(request, article):
            raise PermissionDenied
        return article

    def _publishable(self, request: HttpRequest, pk: int) -> Article:
        article = self._article(request, pk)
        if not (self.may_publish(request) and self.has_change_permission(request, article)):
            raise PermissionDenied
        return article

    def _page(
        self,
        request: HttpRequest,
        article: Article,
        name: str,
        title: str,
        context: dict[str, Any],
    ) -> HttpResponse:
        shared = self.admin_site.each_context(request) | {
            "title": title,
            "opts": self.opts,
            "original": article,
            "change_url": self.address_of(article),
            "base": f"admin:articles_{self.opts.model_name}_",
            "may_publish": self.may_publish(request),
        }
        template = f"admin/articles/article/{name}.html"
        return TemplateResponse(request, template, shared | context)
