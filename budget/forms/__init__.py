"""The forms of the economy, by topic."""
