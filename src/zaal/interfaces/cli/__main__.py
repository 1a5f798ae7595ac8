"""The command line: ``./zaal COMMAND`` hands over to here, inside the environment and with the database running."""

from __future__ import annotations

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zaal.conf.settings")


def main() -> None:
    """Set Django up, then run the command asked for."""
    django.setup()
    from zaal.interfaces.cli.commands import zaal

    zaal(prog_name="./zaal", standalone_mode=True)


if __name__ == "__main__":
    main()
