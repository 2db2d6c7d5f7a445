"""Sitemaps: an index of blocks, and blocks that are written while they are sent.

A block holds the things whose keys lie in one stretch of BLOCK keys, each under its
address in every language, so that two languages stay under the 50,000 addresses and
50 MB that a sitemap may have. Only what is listed is in, with the moment of its last
public change.

At a million quotes the index costs one query for each kind of thing, with one index
look-up for each block (fifty), which jumps from the first listed row of one to that of
the next, so that gaps cost nothing and no block is empty; nothing is counted. A
block's moment is read from the latest changes alone: all that a block holds would have
to be read for an older one, and no moment is better than a wrong one.
"""

from quotes.sitemaps.views import index, robots, sitemap

__all__ = ["index", "robots", "sitemap"]
