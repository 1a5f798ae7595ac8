"""The design system on one page: tokens as they stand in the style sheet, components in every state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_GET

from zaal.domain.layouts import Layout
from zaal.interfaces.web import glossary
from zaal.interfaces.web.demo import demo_only
from zaal.interfaces.web.style import tokens

if TYPE_CHECKING:
    from django.http import HttpResponse

    from zaal.interfaces.web.visitor import PageRequest


@demo_only
@require_GET
def style(request: PageRequest) -> HttpResponse:
    """Show every token and every component."""
    shown = {
        "colours": tokens.colours(),
        "sizes": tokens.lengths("text"),
        "spaces": tokens.lengths("space"),
        "signs": tokens.signs(),
        "layouts": [layout.value for layout in Layout],
        "terms": glossary.TERMS,
    }
    return render(request, "style/page.html", shown)
