"""Where pages are found: with a language before the path (``/nl/venues/...``), or without one, in the asker's own."""

from __future__ import annotations

import re
from typing import NamedTuple

from django.conf import settings
from django.utils.translation import get_language

# What is for programs has one address only; links to it from a page in some language lead there.
FOR_PROGRAMS = re.compile(r"/(api/|calendars/|healthz$|readyz$|robots\.txt$|sitemap[^/]*\.xml$|favicon\.ico$)")


class Address(NamedTuple):
    """The language that an address names, if any, and its path without it."""

    language: str | None
    path: str

    @property
    def is_page(self) -> bool:
        """Whether the path is one for people."""
        return not FOR_PROGRAMS.match(self.path)


def read(path: str) -> Address:
    """Take a known language off the front of a path; ``/nl`` alone is the first page."""
    code, _slash, rest = path.removeprefix("/").partition("/")
    known = path.startswith("/") and code in dict(settings.LANGUAGES)
    return Address(code, f"/{rest}") if known else Address(None, path)


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


def alternates(path: str) -> tuple[tuple[str, str], ...]:
    """Pair each language, as BCP 47 writes it (zh-Hans), with the address of a page (its path without language)."""
    return tuple((_tag(code), absolute(in_language(path, code))) for code, _name in settings.LANGUAGES)


def for_others(path: str) -> str:
    """Return the address for readers of any other language: the page in the language that all texts are written in.

    Not the address without a language: that page names one of these as its own, and must not be offered beside them.
    """
    return absolute(in_language(path, settings.LANGUAGE_CODE))


def _tag(language: str) -> str:
    code, dash, script = language.partition("-")
    return f"{code}{dash}{script.title()}"
