"""The style sheet of every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.contrib.staticfiles.storage import staticfiles_storage
from django.templatetags.static import static
from django.utils.html import format_html_join

from zaal.interfaces.web import stylesheet as styles

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def stylesheet() -> SafeString:
    """Link the site's one style sheet; where files are served as written, each of its parts."""
    bundled = isinstance(staticfiles_storage, styles.BundledStaticFilesStorage)
    names = [styles.BUNDLE] if bundled else styles.sheets()
    return format_html_join("\n", '<link rel="stylesheet" href="{}">', [(static(name),) for name in names])
