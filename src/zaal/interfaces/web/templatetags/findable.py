"""What the head of a page tells search engines and those who share it: its one address, its languages, a preview."""

from __future__ import annotations

from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING, Any

from django import template
from django.conf import settings
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.utils.translation import get_language

from zaal.interfaces import wording
from zaal.interfaces.web import addresses, linked_data

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from zaal.interfaces.web.visitor import PageRequest

register = template.Library()

# Pages worth finding; all others are somebody's own, or another view of one of these.
WORTH_FINDING = frozenset({"home", "venue", "city", "help", "help_page", "words", "accessibility"})


@dataclass(frozen=True, slots=True)
class Findable:
    """One page as others find it; ``alternates`` are (language, address), ``picture`` an address or nothing."""

    canonical: str
    alternates: tuple[tuple[str, str], ...]
    any_language: str
    locale: str
    other_locales: tuple[str, ...]
    picture: str
    data: SafeString | None


@register.simple_tag(takes_context=True)
def findable(context: template.Context) -> Findable | None:
    """Describe this page for search engines and previews; None for a page that is not to be found."""
    request: PageRequest | None = context.get("request")
    found = getattr(request, "resolver_match", None)
    if request is None or found is None or found.url_name not in WORTH_FINDING:
        return None
    path, language = request.path_info, get_language() or settings.LANGUAGE_CODE
    return Findable(
        canonical=addresses.canonical(path),
        alternates=addresses.alternates(path),
        any_language=addresses.for_others(path),
        locale=_locale(language),
        other_locales=tuple(_locale(code) for code, _name in settings.LANGUAGES if code != language),
        picture=linked_data.preview(found.kwargs["slug"]) if found.url_name == "venue" else "",
        data=linked_data.script(*linked_data.site(language)) if found.url_name == "home" else None,
    )


@register.simple_tag(takes_context=True)
def said_in(context: template.Context, block: str) -> str:
    """Repeat what the page says in one of its blocks (title, description), for those who preview it."""
    for layer in reversed(context.render_context.dicts):
        blocks: Any = layer.get(BLOCK_CONTEXT_KEY)
        found = blocks.get_block(block) if blocks else None
        if found is not None:
            with context.render_context.push(**{BLOCK_CONTEXT_KEY: blocks}):
                return unescape(str(found.render(context))).strip()
    return ""


def _locale(language: str) -> str:
    return wording.LOCALES.get(language, language.replace("-", "_"))
