"""The desk's pages for what the newsroom writes; the site itself is newsroom.desk.DeskSite."""

from articles.admin import articles, library, people, publication, quotes  # noqa: F401
