from django.urls import path, re_path

from articles import feeds, views

app_name = "articles"

STORY = r"^(?P<year>[0-9]{4})/(?P<month>[0-9]{2})/(?P<slug>[-a-zA-Z0-9_]+)/"
# Tags keep the letters of any script in their address.
TAG = r"^tags/(?P<slug>[-\w]+)/"

urlpatterns = [
    re_path(STORY + "$", views.article, name="article"),
    re_path(STORY + "photos/(?P<number>[0-9]{1,4})/$", views.frame, name="frame"),
    path("latest/", views.latest, name="latest"),
    path("photo-essays/", views.photo_essays, name="photo_essays"),
    path("sections/<slug:slug>/", views.section, name="section"),
    path("tags/", views.tags, name="tags"),
    re_path(TAG + "$", views.tag, name="tag"),
    path("people/", views.people, name="people"),
    path("people/<slug:slug>/", views.person, name="person"),
    path("quotes/", views.quotes, name="quotes"),
    path("quotes/<int:pk>/", views.quote, {"slug": ""}, name="quote_short"),
    path("quotes/<int:pk>/<slug:slug>/", views.quote, name="quote"),
    path("search/", views.search, name="search"),
    path("feeds/", views.feeds, name="feeds"),
    path("feed/", feeds.LatestFeed(), name="feed"),
    path("sections/<slug:slug>/feed/", feeds.SectionFeed(), name="section_feed"),
    re_path(TAG + "feed/$", feeds.TagFeed(), name="tag_feed"),
    path("people/<slug:slug>/feed/", feeds.PersonFeed(), name="person_feed"),
]
