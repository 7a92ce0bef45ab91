"""Texts that are typed and not saved: offered back, and never lost to somebody else's save."""
