"""The read API: publications for machines, under /api/v1/. README.md is its manual."""
