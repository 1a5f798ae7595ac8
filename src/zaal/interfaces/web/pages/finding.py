"""What search engines read first: which pages they may look at, and a list of all that are worth finding."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from django.conf import settings
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from zaal.interfaces.web import addresses
from zaal.interfaces.web.help.pages import AUDIENCES
from zaal.queries import cities, listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.http.response import HttpResponseBase

    from zaal.interfaces.web.visitor import PageRequest

PRIVATE = ("/search", "/places", "/quotes", "/options", "/bookings", "/accounts", "/desk", "/outbox", "/api")
# sitemaps.org allows 50,000 addresses and 50 MB a file: each venue has one address per language, and each of those
# names all the others.
MOST_VENUES = 5_000
XML = "application/xml; charset=utf-8"
SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
# Pages without anything in their address.
PLAIN_PAGES = ("home", "help", "words", "accessibility")


@require_safe
@cache_control(public=True, max_age=86400)
def robots(_request: PageRequest) -> HttpResponse:
    """Keep crawlers to the pages worth finding, in every language, and tell where the list of them is."""
    prefixes = ["", *(f"/{code}" for code, _name in settings.LANGUAGES)]
    lines = ["User-agent: *", *(f"Disallow: {prefix}{path}" for prefix in prefixes for path in PRIVATE)]
    return HttpResponse(
        "\n".join([*lines, "", f"Sitemap: {addresses.absolute(reverse('sitemap'))}", ""]), content_type="text/plain"
    )


@require_safe
@cache_control(public=True, max_age=3600)
def sitemap(_request: PageRequest) -> HttpResponse:
    """List the parts of the sitemap."""
    numbers = range(1, listed.parts(MOST_VENUES) + 1)
    paths = [reverse("sitemap_pages"), *(reverse("sitemap_venues", args=[number]) for number in numbers)]
    inner = "".join(f"<sitemap><loc>{escape(addresses.absolute(path))}</loc></sitemap>\n" for path in paths)
    return HttpResponse(f'{HEAD}<sitemapindex xmlns="{SITEMAPS}">\n{inner}</sitemapindex>\n', content_type=XML)


@require_safe
@cache_control(public=True, max_age=3600)
def sitemap_pages(_request: PageRequest) -> HttpResponseBase:
    """List the first page, the pages that explain, and those of the cities."""
    found = cities.every(language=settings.LANGUAGE_CODE)
    return _listed([*_plain_pages(), *(reverse("city", args=[city.country.lower(), city.slug]) for city in found)])


@require_safe
@cache_control(public=True, max_age=3600)
def sitemap_venues(_request: PageRequest, number: int) -> HttpResponseBase:
    """List one part of the venues. Nothing tells when a venue last changed, so no day is named."""
    if not 0 < number <= listed.parts(MOST_VENUES):
        raise Http404
    return _listed(reverse("venue", args=[slug]) for slug in listed.part(number, MOST_VENUES))


def _plain_pages() -> Iterator[str]:
    yield from (reverse(name) for name in PLAIN_PAGES)
    yield from (reverse("help_page", args=[name]) for name in AUDIENCES)


def _listed(paths: Iterable[str]) -> StreamingHttpResponse:
    """Write pages in each language, each with all its languages; streamed, as a part comes to some megabytes."""

    def written() -> Iterator[str]:
        yield f'{HEAD}<urlset xmlns="{SITEMAPS}" xmlns:xhtml="{XHTML}">\n'
        for path in paths:
            yield _page(path)
        yield "</urlset>\n"

    return StreamingHttpResponse(written(), content_type=XML)


def _page(path: str) -> str:
    languages = addresses.alternates(path)
    named = [*languages, ("x-default", addresses.for_others(path))]
    links = "".join(f'<xhtml:link rel="alternate" hreflang="{tag}" href={quoteattr(to)}/>' for tag, to in named)
    return "".join(f"<url><loc>{escape(address)}</loc>{links}</url>\n" for _tag, address in languages)
