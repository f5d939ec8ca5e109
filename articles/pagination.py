from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.urls import reverse

PER_PAGE = 20
NAMES_PER_PAGE = 120


def page_of(rows: QuerySet, request: HttpRequest, per_page: int = PER_PAGE) -> Page:
    """The page that `?page=` asks for; Http404 for anything but a page that exists.

    Page 1 has one address, the one without a parameter. An empty list has a first page.
    """
    wanted = request.GET.get("page")
    if wanted is None:
        number = 1
    elif wanted.isascii() and wanted.isdigit() and len(wanted) < 7 and not wanted.startswith("0"):
        number = int(wanted)
    else:
        raise Http404("no such page")
    paginator = Paginator(rows, per_page)
    if number > paginator.num_pages:
        raise Http404("no such page")
    return paginator.page(number)


def canonical(site_url: str, name: str, *args: object, page: Page | None = None) -> str:
    """The absolute address of a named page, with the page number from the second page on."""
    address = f"{site_url}{reverse(name, args=args)}"
    return f"{address}?page={page.number}" if page and page.number > 1 else address
