"""The measuring behind ``./zaal bench``."""
