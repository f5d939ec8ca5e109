from django.contrib import admin
from django.urls import include, path

from articles import sitemaps
from newsroom import views

handler400 = views.bad_request
handler403 = views.forbidden
handler404 = views.not_found
handler500 = views.server_error

urlpatterns = [
    path("", views.front_page, name="front_page"),
    path("about/", views.about, name="about"),
    path("desk/", admin.site.urls),
    path("donate/", include("donations.urls")),
    path("media/<path:name>", views.media, name="media"),
    path("robots.txt", views.robots, name="robots"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-<section>.xml", sitemaps.sitemap, name="sitemap_section"),
    path("news-sitemap.xml", sitemaps.news_sitemap, name="news_sitemap"),
    path("", include("articles.urls")),
]
