"""Versioned saving: history, conflicts, locks and one-time tokens."""
