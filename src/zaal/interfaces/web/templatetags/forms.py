"""Form fields as every page shows them: label, field, hint and error, tied together for screen readers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms, template

if TYPE_CHECKING:
    from django.forms import BoundField

register = template.Library()

TYPES: dict[type[forms.Field], str] = {forms.DateField: "date", forms.TimeField: "time"}


@register.inclusion_tag("components/field.html")
def field(bound: BoundField, hint: str = "") -> dict[str, Any]:
    """Show one field; a single tick box has its label behind it."""
    widget = bound.field.widget
    if isinstance(widget, (forms.CheckboxSelectMultiple, forms.RadioSelect)):
        return {"field": bound, "hint": hint, "kind": "group"}
    if isinstance(widget, forms.CheckboxInput):
        return {"field": bound, "hint": hint, "kind": "check", "widget": bound.as_widget()}
    # A placeholder would say the label again, and go away as soon as somebody types.
    attrs: dict[str, str | bool] = {"class": "input", "placeholder": False}
    if type(bound.field) in TYPES:
        # As an attribute it would stand beside the widget's own type, of which browsers take the first.
        widget.input_type = TYPES[type(bound.field)]
    # A select always says something, so that saying it may stay empty would be noise.
    optional = not bound.field.required and not isinstance(widget, forms.Select)
    shown = bound.as_widget(attrs=attrs)
    return {"field": bound, "hint": hint, "kind": "plain", "widget": shown, "optional": optional}
