"""Message catalogues: collected from code and templates, compiled, and checked for gaps. Babel does the work."""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(__file__).resolve().parents[2]
LOCALES = PACKAGE / "interfaces" / "locale"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
SOURCE_LANGUAGE = "en"
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}")


@click.group()
def messages() -> None:
    """The texts of the product in its languages."""


@messages.command("update")
def update() -> None:
    """Collect every text from code and templates into the catalogues; nothing translated is lost."""
    template = collected()
    for language in languages():
        path = _po(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        catalog = _read(language)
        catalog.update(template, no_fuzzy_matching=True)
        with path.open("wb") as file:
            write_po(
                file, catalog, width=100, ignore_obsolete=True, sort_output=True, omit_header=False, no_location=True
            )
        missing = sum(1 for message in catalog if message.id and not _complete(message.string))
        click.echo(f"{language}: {len(catalog)} texts, {missing} without translation")


@messages.command("check")
def check() -> None:
    """Fail when a text has no translation in some language, or one with other placeholders."""
    faults = [f"{language}: {fault}" for language in languages() for fault in gaps(language)]
    for fault in faults:
        click.echo(fault)
    click.echo(f"{len(faults)} faults in {len(languages())} catalogue(s)")
    sys.exit(1 if faults else 0)


@messages.command("compile")
def compile_() -> None:
    """Write the compiled catalogues that Django reads."""
    compile_all()


def compile_all() -> None:
    """Compile every catalogue beside its source."""
    for language in languages():
        with _po(language).with_suffix(".mo").open("wb") as file:
            write_mo(file, _read(language))


def languages() -> list[str]:
    """Return the languages with a catalogue: all but the one the texts are written in."""
    return [code for code, _ in settings.LANGUAGES if code != SOURCE_LANGUAGE]


def gaps(language: str) -> Iterator[str]:
    """Name every text without a translation, or whose placeholders differ."""
    catalog = _read(language)
    for wanted in collected():
        if not wanted.id:
            continue
        there = catalog.get(wanted.id, wanted.context)
        single = wanted.id if isinstance(wanted.id, str) else wanted.id[0]
        if there is None or not _complete(there.string):
            yield f"no translation: {single!r}"
        elif not _same_placeholders(wanted.id, there.string):
            yield f"other placeholders: {single!r}"


def collected() -> Catalog:
    """Collect all texts of the product's code and templates."""
    catalog = Catalog(charset="utf-8")
    for path in sorted([*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.html"), *PACKAGE.rglob("*.txt")]):
        if path.suffix != ".py" and "templates" not in path.parts:
            continue
        source = path.read_text(encoding="utf-8")
        if path.suffix != ".py":
            source = templatize(source, origin=str(path))
        for line, text, comments, context in extract("python", io.BytesIO(source.encode()), keywords=KEYWORDS):
            catalog.add(text, None, [(path.name, line)], auto_comments=comments, context=context)
    return catalog


def _po(language: str) -> Path:
    return LOCALES / language / "LC_MESSAGES" / "django.po"


def _read(language: str) -> Catalog:
    path = _po(language)
    if not path.exists():
        return Catalog(locale=language, charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language)


def _complete(string: object) -> bool:
    return all(string) if isinstance(string, (tuple, list)) else bool(string)


def _same_placeholders(wanted: object, there: object) -> bool:
    ids = wanted if isinstance(wanted, (tuple, list)) else [wanted]
    strings = there if isinstance(there, (tuple, list)) else [there]
    allowed = set().union(*(_placeholders(str(text)) for text in ids))
    return all(_placeholders(str(text)) <= allowed for text in strings) and _placeholders(str(strings[-1])) == (
        _placeholders(str(ids[-1]))
    )


def _placeholders(text: str) -> set[str]:
    return {first or second for first, second in PLACEHOLDER.findall(text)}
