"""The help pages as they are written: one template per page and language, each heading with an anchor of its own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING
from unicodedata import combining, normalize

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import override
from lxml import html

from zaal.interfaces.web.glossary import TERMS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.utils.safestring import SafeString

# A page that a language has not is shown in the first of these.
WRITTEN_IN = ("en", "nl", "zh-hans")
AUDIENCES = ("booker", "hotel", "operator", "developer")
WORDS = "words"
MOST_FOUND = 20


@dataclass(frozen=True, slots=True)
class Question:
    """One question, or one word of the field, with its answer as plain text."""

    page: str
    anchor: str
    asked: str
    answer: str

    @property
    def address(self) -> str:
        """Where it stands."""
        return f"{address(self.page)}#{self.anchor}"


@dataclass(frozen=True, slots=True)
class Part:
    """Questions about one thing, under a heading."""

    anchor: str
    name: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """What a page holds, without its answers' form."""

    name: str
    title: str
    lead: str
    parts: tuple[Part, ...]

    @property
    def address(self) -> str:
        """Where it stands."""
        return address(self.name)


def address(page: str) -> str:
    """Name the path of a page, in the language of the addresses being written."""
    return reverse(page) if page in {WORDS, "accessibility"} else reverse("help_page", args=[page])


def language_of(language: str) -> str:
    """Choose the language in which the pages are read: the one asked for, or else the first."""
    return language if language in WRITTEN_IN else WRITTEN_IN[0]


def body(name: str, language: str) -> SafeString:
    """Write a page's questions and answers as they are shown."""
    _head, heading, rest = _written(name, language_of(language)).partition("<h2")
    return mark_safe(heading + rest)  # noqa: S308 - a template of our own, which escapes what it is given


@lru_cache(maxsize=64)
def read(name: str, language: str) -> Page:
    """Tell what a page holds. Kept in memory: the templates do not change while Zaal runs."""
    root = html.fragment_fromstring(_written(name, language_of(language)), create_parent="div")
    return Page(
        name=name,
        title=_text(root.find("h1")),
        lead=_text(root.find("p")),
        parts=tuple(_parts(name, root)),
    )


def find(wanted: str, language: str) -> tuple[Question, ...]:
    """Find the questions in which every word stands, those that ask for it first."""
    words = _folded(wanted).split()
    every = (
        question
        for name in (*AUDIENCES, WORDS)
        for part in read(name, language).parts
        for question in part.questions
        if all(word in _folded(f"{question.asked} {question.answer}") for word in words)
    )
    asked = sorted(every, key=lambda one: -sum(word in _folded(one.asked) for word in words))
    return tuple(asked[:MOST_FOUND]) if words else ()


def _written(name: str, language: str) -> str:
    with override(language):
        told = {"terms": TERMS, "contact": settings.CONTACT_EMAIL, "demo": settings.DEMO, "base": settings.BASE_URL}
        return render_to_string(f"help/{language}/{name}.html", told)


def _parts(page: str, root: html.HtmlElement) -> Iterator[Part]:
    for heading in root.findall("h2"):
        yield Part(heading.get("id", ""), _text(heading), tuple(_questions(page, heading)))


def _questions(page: str, heading: html.HtmlElement) -> Iterator[Question]:
    for asked in heading.xpath("following-sibling::h3[preceding-sibling::h2[1] = $name]", name=heading.text_content()):
        answer = list(takewhile(lambda one: one.tag not in {"h2", "h3"}, asked.itersiblings()))
        # Sentences before examples: they are what a list of answers has room for.
        answer.sort(key=lambda one: one.tag == "pre")
        yield Question(page, asked.get("id", ""), _text(asked), " ".join(map(_text, answer)))


def _text(element: html.HtmlElement | None) -> str:
    return "" if element is None else " ".join(element.text_content().split())


def _folded(text: str) -> str:
    return "".join(letter for letter in normalize("NFKD", text) if not combining(letter)).casefold()
