"""Atom feeds, made of publications alone (RFC 4287)."""

from quotes.feeds.atom import AtomFeed
from quotes.feeds.entries import correction_entry, correction_item, quote_item

__all__ = ["AtomFeed", "correction_entry", "correction_item", "quote_item"]
