"""Drawn pictures as files of their own."""
