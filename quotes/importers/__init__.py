"""Formats in, one shape out; load.py, proposing.py and rows.py alone write to the database."""
