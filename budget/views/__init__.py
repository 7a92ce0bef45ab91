"""The pages of the economy, by topic."""
