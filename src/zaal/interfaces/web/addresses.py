"""Where pages are found: with a language before the path (``/nl/venues/...``), or without one, in the asker's own."""

from __future__ import annotations

import re
from typing import NamedTuple

from django.conf import settings
from django.utils.translation import get_language

# What is for programs has one address only: a second one would be a second thing to cache, sign and keep working.
FOR_PROGRAMS = re.compile(r"/(api/|healthz$|readyz$|robots\.txt$|sitemap[^/]*\.xml$|favicon\.ico$)")


class Address(NamedTuple):
    """The language that an address names, if any, and its path without it."""

    language: str | None
    path: str


def read(path: str) -> Address:
    """Take a known language off the front of a path; ``/nl`` alone is the first page."""
    code, _slash, rest = path.removeprefix("/").partition("/")
    known = path.startswith("/") and code in dict(settings.LANGUAGES)
    if not known or FOR_PROGRAMS.match(f"/{rest}"):
        return Address(None, path)
    return Address(code, f"/{rest}")


def in_language(path: str, language: str) -> str:
    """Write the address at which a path without language is found in this one."""
    return f"/{language}{path}"


def changed(address: str, language: str) -> str:
    """Put another language in an address that names one (with its query); one that names none stays as it is."""
    path, mark, query = address.partition("?")
    found = read(path)
    return address if found.language is None else in_language(found.path, language) + mark + query


def absolute(path: str) -> str:
    """Write an address as others see it: search engines count each host as another page."""
    return f"{settings.BASE_URL}{path}"


def canonical(path: str) -> str:
    """Write the one address of a page of ours (as ``reverse`` gives it) in the language being spoken."""
    return absolute(in_language(read(path).path, get_language() or settings.LANGUAGE_CODE))
