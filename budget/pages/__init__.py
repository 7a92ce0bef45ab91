"""What stands on the pages of the economy, by topic."""
