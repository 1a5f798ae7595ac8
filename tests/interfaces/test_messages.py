"""Texts are found where they stand, and no translation is missing or loses a placeholder."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from click.testing import CliRunner
from django.utils import translation

from zaal.domain.layouts import Layout
from zaal.domain.money import Money
from zaal.interfaces import wording
from zaal.interfaces.cli import messages

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django.fixtures import SettingsWrapper

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


def test_chinese_has_one_form_for_any_number_and_needs_no_more():
    wanted = translated(("%(n)s day", "%(n)s days"), ("", ""))
    chinese = Catalog(locale="zh_Hans", fuzzy=False)
    chinese.add(("%(n)s day", "%(n)s days"), ("%(n)s 天",))

    assert list(messages.gaps(wanted, chinese)) == []


# Texts that are the same in Chinese: names, and what is written in letters everywhere.
UNTRANSLATED: frozenset[str] = frozenset()


def test_no_chinese_text_is_left_in_another_language():
    with (messages.LOCALES / "zh_Hans" / "LC_MESSAGES" / "django.po").open("rb") as file:
        catalog = read_po(file, locale="zh_Hans")
    texts = [(message.id, text) for message in catalog if message.id for text in _forms(message.string)]

    foreign = [
        wanted
        for wanted, text in texts
        if re.search("[A-Za-z]", messages.PLACEHOLDER.sub("", text)) and not re.search("[\u4e00-\u9fff]", text)
    ]

    assert len(texts) > 1000
    assert set(map(str, foreign)) <= UNTRANSLATED


def _forms(text: object) -> tuple[str, ...]:
    return text if isinstance(text, tuple) else (str(text),)


def test_a_catalogue_and_a_line_in_the_settings_make_a_new_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: SettingsWrapper
):
    monkeypatch.setattr(messages, "LOCALES", tmp_path)
    settings.LANGUAGES = [*settings.LANGUAGES, ("fr", "Français")]
    settings.LOCALE_PATHS = [tmp_path]

    CliRunner().invoke(messages.update, catch_exceptions=False)
    _translate(tmp_path / "fr" / "LC_MESSAGES" / "django.po", {"Theatre": "Théâtre"})
    CliRunner().invoke(messages.compile_, catch_exceptions=False)

    with translation.override("fr"):
        assert wording.layout_name(Layout.THEATRE) == "Théâtre"
        assert wording.layout_name(Layout.CLASSROOM) == "Classroom"
    assert wording.day(date(2026, 11, 30), "fr") == "lundi 30 novembre 2026"
    assert wording.money(Money(Decimal("1234.5"), "EUR"), "fr") == "1\u202f234,50\xa0€"
    assert wording.language_mark("fr") == "FR"
    check = CliRunner().invoke(messages.check, catch_exceptions=False)
    assert "fr: no translation: 'Classroom'" in check.output
    assert "fr: no translation: 'Theatre'" not in check.output


def _translate(path: Path, words: dict[str, str]) -> None:
    with path.open("rb") as file:
        catalog = read_po(file)
    for text, said in words.items():
        message = catalog.get(text)
        assert message is not None
        message.string = said
    with path.open("wb") as file:
        write_po(file, catalog)
