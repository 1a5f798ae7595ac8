"""What every test may ask for. How tests meet the database:

- ``@pytest.mark.django_db`` (the fixture ``db``) wraps a test in a transaction that is rolled back. Django marks it as
  a test's own, so ``atomic(durable=True)`` of the use-cases is content inside it: this is enough for nearly all tests,
  and fast. What a use-case does after its commit does not happen there; ask ``django_capture_on_commit_callbacks``.
- ``committed`` is for tests that need real commits: threads, a worker, a server, a browser. It lets them write for
  real and empties what they wrote afterwards, keeping what migrations put in (tax rules).
- Never use ``transaction=True``: its flush would take the tax rules away from all that come later.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connection, connections
from django.db.backends.base.creation import TEST_DATABASE_PREFIX
from django.test.utils import setup_databases, teardown_databases
from tests import given

from zaal.interfaces import clock
from zaal.interfaces.cli.messages import compile_all

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django.plugin import DjangoDbBlocker

# Put in by migrations, or by the loader of the gazetteer: the same for every test.
KEPT_TABLES = ("django_migrations", "django_content_type", "rates_taxrule", "places_%")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the browser's journeys last: Playwright keeps an event loop running, in which Django refuses to query.

    Where several processes share the suite, one has all journeys, with their server and browser; files stay whole.
    """
    items.sort(key=lambda item: "journeys" in item.path.parts)
    for item in items:
        item.add_marker(pytest.mark.xdist_group("journeys" if "journeys" in item.path.parts else str(item.path)))


@pytest.fixture(scope="session", autouse=True)
def catalogues() -> None:
    """Compile the message catalogues once, so that Dutch is Dutch however the tests are started."""
    compile_all()


@pytest.fixture
def clock_at_now(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the doors' clock stand at ``given.NOW``; everything below a door is told the time anyway."""
    monkeypatch.setattr(clock, "now", lambda: given.NOW)


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_modify_db_settings: None,
    django_db_blocker: DjangoDbBlocker,
    *,
    django_db_keepdb: bool,
    django_db_createdb: bool,
) -> Iterator[None]:
    """Move to the test database, always.

    The fixture of this name in pytest-django does so only when a test asks for ``db``: a run of tests that only ask for
    ``committed`` would write into, and then empty, the database of DATABASE_URL itself.
    """
    with django_db_blocker.unblock():
        keep = django_db_keepdb and not django_db_createdb
        made = setup_databases(verbosity=0, interactive=False, keepdb=keep, aliases={"default"})
    yield
    if not django_db_keepdb:
        with django_db_blocker.unblock():
            _send_away_others()
            teardown_databases(made, verbosity=0)


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Let a test commit; what it wrote is emptied afterwards."""
    with django_db_blocker.unblock():
        yield
        _empty_tables()
        connections.close_all()


def _send_away_others() -> None:
    """End connections that a worker's thread may still hold: PostgreSQL drops no database that is in use."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def _empty_tables() -> None:
    assert connection.settings_dict["NAME"].startswith(TEST_DATABASE_PREFIX), "this is not the test database"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT string_agg(format('%%I', tablename), ', ') FROM pg_tables"
            " WHERE schemaname = 'public' AND NOT tablename LIKE ANY(%s)",
            [list(KEPT_TABLES)],
        )
        (tables,) = cursor.fetchone()
        # Numbers go on: rate cards are kept in memory by the venue's number, which must not come twice.
        cursor.execute(f"TRUNCATE {tables} CASCADE")
