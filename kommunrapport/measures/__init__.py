"""Measures, observations and targets: one time-series store for every chapter."""
