from functools import cached_property

from django.http import HttpRequest

from articles.models import Publication, Section


class Masthead:
    """The publication and its sections, read once for a response and in one query."""

    @cached_property
    def sections(self) -> list[Section]:
        return list(Section.objects.with_publication())

    @cached_property
    def publication(self) -> Publication:
        if self.sections:
            return self.sections[0].publication
        return Publication.objects.current()


def masthead(request: HttpRequest) -> Masthead:
    """The request's own masthead: views and templates share the one query."""
    if not hasattr(request, "_masthead"):
        request._masthead = Masthead()
    return request._masthead
