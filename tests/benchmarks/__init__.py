"""Measurements, run on request: python -m tests.benchmarks.NAME."""
