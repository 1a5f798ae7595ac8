"""Form fields as every page shows them: label, field, hint and error, tied together for screen readers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms, template
from django.forms import BaseForm

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.forms import BoundField
    from django.template import Context

register = template.Library()

TYPES: dict[type[forms.Field], str] = {forms.DateField: "date", forms.TimeField: "time"}
# What pages call their other forms, and the sentence of a refusal.
BESIDE_FORM = ("phone", "upload", "verify_form", "change_form", "refusal", "not_found")


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


@register.inclusion_tag("components/errors.html", takes_context=True)
def errors(context: Context, form: BaseForm | None) -> dict[str, Any]:
    """Say above a form what is wrong with it, each with a way to its field; the focus begins there on a page anew."""
    return {"mistakes": list(_mistakes(form)) if form else [], "is_part": bool(context["request"].htmx)}


@register.simple_tag(takes_context=True)
def is_mistaken(context: Context) -> bool:
    """Tell whether the page answers something that was filled in wrongly or refused."""
    told = (context.get(name) for name in ("form", *BESIDE_FORM))
    return any(one.errors if isinstance(one, BaseForm) else isinstance(one, str) and one for one in told)


def _mistakes(form: BaseForm) -> Iterator[tuple[str, str]]:
    """List what is wrong, with the id of its field or nothing where it is about the whole."""
    places: dict[str, str] = getattr(form, "places", dict)()
    for error in form.non_field_errors():
        yield places.get(str(error), ""), str(error)
    for bound in form:
        for error in bound.errors:
            yield bound.auto_id, f"{bound.label}: {error}"
