"""Exports of the whole editorial record."""
