"""One style for the whole site: sent as one file, shown on one page, nothing of it written into a template."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.core.management import call_command
from django.template import Context, Template
from django.test import override_settings

from zaal.domain.layouts import Layout
from zaal.interfaces.web import stylesheet

if TYPE_CHECKING:
    from django.test import Client

WEB = Path(stylesheet.__file__).parent
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
BUNDLED = "zaal.interfaces.web.stylesheet.BundledStaticFilesStorage"
STATEMENT = "@layer reset,tokens,base,components,pages;"


PLAIN = "django.contrib.staticfiles.storage.StaticFilesStorage"


def served_by(backend: str) -> override_settings:
    return override_settings(STORAGES={**settings.STORAGES, "staticfiles": {"BACKEND": backend}})


@pytest.fixture(scope="module")
def gathered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Gather the static files into a folder, as running the site does."""
    folder = tmp_path_factory.mktemp("static")
    with served_by(BUNDLED), override_settings(STATIC_ROOT=folder):
        call_command("collectstatic", verbosity=0, interactive=False)
    return folder


def test_every_sheet_is_in_the_one_that_is_sent():
    every = {file.relative_to(stylesheet.STATIC).as_posix() for file in (stylesheet.STATIC / "css").rglob("*.css")}

    assert set(stylesheet.sheets()) == every


def test_tokens_come_first_and_pages_last():
    sheets = stylesheet.sheets()

    assert sheets[:3] == ["css/tokens.css", "css/reset.css", "css/base.css"]
    assert sheets[-1].startswith("css/pages/")
    assert stylesheet.compose().startswith(STATEMENT)


def test_what_is_sent_holds_each_sheet_and_no_comment():
    sent = stylesheet.compose()

    assert "/*" not in sent
    assert [name for name in (".button", ".diary", ".home", ".masthead") if f"{name}{{" not in sent] == []


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("a { color: red; }\n", "a{color:red}"),
        ("a :hover,\nb > i { margin: 0 auto; top: 0 }", "a :hover,b > i{margin:0 auto;top:0}"),
        ('p::before { content: "a;  b: { /* c */"; }', 'p::before{content:"a;  b: { /* c */"}'),
        (
            "@media (width >= 40rem) { i { width: calc(1px + 2px); } }",
            "@media (width >= 40rem){i{width:calc(1px + 2px)}}",
        ),
        ("/* why */ i { background: url(a;b.png); }", "i{background:url(a;b.png)}"),
    ],
)
def test_shrinking_changes_no_meaning(written: str, sent: str):
    assert stylesheet.shrunk(written) == sent


def test_gathered_files_hold_one_sheet_whose_addresses_are_there(gathered: Path):
    files = json.loads((gathered / "staticfiles.json").read_text())["paths"]

    sheet = gathered / files["css/zaal.css"]
    addresses = re.findall(r'url\("([^"]+)"\)', sheet.read_text())
    assert [name for name in files if name.startswith("css/")] == ["css/zaal.css"]
    assert addresses
    assert [address for address in addresses if not (sheet.parent / address).exists()] == []
    assert sheet.with_name(f"{sheet.name}.gz").exists()
    assert sheet.with_name(f"{sheet.name}.br").exists()


def test_a_running_site_links_one_sheet(gathered: Path):
    with served_by(BUNDLED), override_settings(STATIC_ROOT=gathered):
        linked = Template("{% load style %}{% stylesheet %}").render(Context())

    assert re.fullmatch(r'<link rel="stylesheet" href="/static/css/zaal\.[0-9a-f]{12}\.css">', linked)


def test_a_developer_gets_each_sheet_as_it_is_written():
    with served_by(PLAIN):
        linked = Template("{% load style %}{% stylesheet %}").render(Context())

    assert re.findall(r'href="/static/([^"]+)"', linked) == stylesheet.sheets()


@pytest.mark.django_db
def test_the_demonstration_shows_its_style(client: Client):
    with override_settings(DEMO=True):
        page = client.get("/style").content.decode()

    assert 'fill="var(--act)"' in page
    assert page.count("<h1>") == 1
    assert [size for size in ("text-small", "text-display", "space-8") if f"style-{size}" not in page] == []


@pytest.mark.django_db
def test_outside_the_demonstration_there_is_no_such_page(client: Client):
    with override_settings(DEMO=False):
        assert client.get("/style").status_code == 404


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.relative_to(WEB / "templates").as_posix())
def test_no_template_holds_style_or_script_of_its_own(template: Path):
    text = template.read_text()

    assert not re.search(r"<style\b|\sstyle=|\son[a-z]+=\"", text)
    assert not re.search(r"<script(?![^>]*(\ssrc=|type=\"application/ld\+json\"))", text)
    assert not re.search(r"static 'css/", text)


def test_every_icon_that_is_asked_for_is_drawn():
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', (WEB / "static" / "img" / "icons.svg").read_text()))

    asked = {name for path in TEMPLATES for name in re.findall(r'{% icon "([\w-]+)"', path.read_text())}

    assert asked | set(Layout) <= drawn
