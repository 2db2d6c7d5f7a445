"""Formats in, one shape out; of these modules only load.py writes to the database."""
