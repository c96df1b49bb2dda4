"""Benchmarks: what farmer claims of itself, measured by anyone who wants to."""
