from django.contrib.syndication.views import Feed
from django.urls import reverse_lazy


class LatestFeed(Feed):
    link = reverse_lazy("front_page")


class SectionFeed(LatestFeed):
    pass


class TagFeed(LatestFeed):
    pass


class PersonFeed(LatestFeed):
    pass
