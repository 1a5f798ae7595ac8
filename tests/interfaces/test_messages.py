"""Texts are found where they stand, and no translation is missing or loses a placeholder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from babel.messages.catalog import Catalog

from zaal.interfaces.cli import messages

if TYPE_CHECKING:
    from pathlib import Path

MODULE = """
from django.utils.translation import gettext as _, gettext_lazy as lazy, ngettext, pgettext_lazy
from elsewhere import gettext as other

TITLES = {1: lazy("Your option")}
DIARY = pgettext_lazy("of the hotel", "Diary")
asked = _("Room %(name)s") % {"name": _("unnamed")}
count = ngettext("%(n)s room", "%(n)s rooms", 2)
kept = other("not a text of ours")
"""
TEMPLATE = """{% load i18n %}<div>
      <p title="{% translate "Held until" context "option" %}">100%</p>
  {% include "part.html" with title=_("The hotel") %}
{% blocktranslate count n=rooms trimmed %}
    {{ n }} room
    is free
{% plural %}
    {{ n }} rooms
    are free
{% endblocktranslate %}</div>
"""


def translated(text: object, translation: object) -> Catalog:
    catalog = Catalog(locale="nl", fuzzy=False)
    catalog.add(text, translation)
    return catalog


def test_texts_of_code_are_found_under_the_names_a_module_gives(tmp_path: Path):
    (tmp_path / "pages.py").write_text(MODULE, encoding="utf-8")

    found = {(message.context, message.id) for message in messages.collected(tmp_path) if message.id}

    assert found == {
        (None, "Your option"),
        ("of the hotel", "Diary"),
        (None, "Room %(name)s"),
        (None, "unnamed"),
        (None, ("%(n)s room", "%(n)s rooms")),
    }


@pytest.mark.parametrize("name", ["page.html", "letter.txt"])
def test_texts_of_templates_are_found_however_they_are_indented(tmp_path: Path, name: str):
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / name).write_text(TEMPLATE, encoding="utf-8")
    (tmp_path / name).write_text(TEMPLATE.replace("The hotel", "No template"), encoding="utf-8")

    found = {(message.context, message.id) for message in messages.collected(tmp_path) if message.id}

    assert found == {
        ("option", "Held until"),
        (None, "The hotel"),
        (None, ("%(n)s room is free", "%(n)s rooms are free")),
    }


@pytest.mark.parametrize(
    ("text", "translation"),
    [
        ("Your option", "Uw optie"),
        ("Hello {name}", "Dag {name}"),
        ("%(fee)s is %(percent)s%%", "%(percent)s%% is %(fee)s"),
        (("%(n)s day", "%(n)s days"), ("één dag", "%(n)s dagen")),
    ],
)
def test_a_translation_with_the_same_placeholders_is_no_fault(text: object, translation: object):
    catalog = translated(text, translation)

    assert list(messages.gaps(catalog, catalog)) == []


@pytest.mark.parametrize(
    ("text", "translation", "fault"),
    [
        ("Your option", "", "no translation: 'Your option'"),
        (("%(n)s day", "%(n)s days"), ("%(n)s dag", ""), "no translation: '%(n)s day'"),
        ("Room %(name)s", "Zaal", "other placeholders: 'Room %(name)s'"),
        ("Room %(name)s", "Zaal %(naam)s", "other placeholders: 'Room %(name)s'"),
        ("Room {name}", "Zaal {naam}", "other placeholders: 'Room {name}'"),
        ("%(percent)s%%", "%(percent)s %", "other placeholders: '%(percent)s%%'"),
        ("%(one)d of %%(all)s", "%(one)d van %(all)s", "other placeholders: '%(one)d of %%(all)s'"),
        (("%(n)s day", "%(n)s days"), ("%(n)s dag", "dagen"), "other placeholders: '%(n)s day'"),
    ],
)
def test_a_missing_translation_or_a_lost_placeholder_is_a_fault(text: object, translation: object, fault: str):
    catalog = translated(text, translation)

    assert list(messages.gaps(catalog, catalog)) == [fault]


def test_a_text_the_catalogue_does_not_hold_is_a_fault():
    wanted = translated("Your option", "")

    assert list(messages.gaps(wanted, Catalog(locale="nl"))) == ["no translation: 'Your option'"]


def test_a_text_that_became_plural_needs_both_forms():
    wanted, before = translated(("%(n)s day", "%(n)s days"), ("", "")), translated("%(n)s day", "%(n)s dag")

    assert list(messages.gaps(wanted, before)) == ["no translation: '%(n)s day'"]
