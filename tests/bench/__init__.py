"""Benchmarks: run by hand, print a table of medians and ratios, assert nothing. `python -m tests.bench.start`."""
