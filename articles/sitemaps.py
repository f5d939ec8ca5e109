from django.contrib.sitemaps import Sitemap
from django.http import HttpRequest, HttpResponse

SITEMAPS: dict[str, type[Sitemap]] = {}


def news_sitemap(request: HttpRequest) -> HttpResponse:
    return HttpResponse()
