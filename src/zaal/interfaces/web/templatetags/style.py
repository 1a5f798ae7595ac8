"""The design system's own tags: the style sheet, where one is in a sale, words explained."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from django.contrib.staticfiles.storage import staticfiles_storage
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from zaal.interfaces.web import stylesheet as styles
from zaal.interfaces.web.glossary import TERMS

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

register = template.Library()

TERM = (
    '<button class="term" type="button" popovertarget="term-{key}">{word}</button>'
    '<span class="term-note" id="term-{key}" popover><strong>{word}</strong> {meaning} '
    '<a href="{more}">{further}</a></span>'
)
STEPS = {"search": _("Search"), "quote": _("Quote"), "decide": _("Hold or book"), "booked": _("Booked")}


@register.simple_tag
def stylesheet() -> SafeString:
    """Link the site's one style sheet; where files are served as written, each of its parts."""
    bundled = isinstance(staticfiles_storage, styles.BundledStaticFilesStorage)
    names = [styles.BUNDLE] if bundled else styles.sheets()
    return format_html_join("\n", '<link rel="stylesheet" href="{}">', [(static(name),) for name in names])


@register.inclusion_tag("components/stepper.html")
def stepper(now: str) -> dict[str, Any]:
    """Show how far a sale has come: ``now`` is search, quote, decide or booked."""
    at = list(STEPS).index(now)
    return {
        "steps": [
            {"word": word, "is_past": number < at, "is_now": number == at} for number, word in enumerate(STEPS.values())
        ]
    }


@register.simple_tag
def term(key: str, word: str = "") -> SafeString:
    """Show a word of the field that explains itself when pressed; once per page and word."""
    told = TERMS[key]
    more = f"{reverse('words')}#{key}"
    return format_html(
        TERM, key=key, word=word or told.word, meaning=told.meaning, more=more, further=_("All words of the field")
    )
