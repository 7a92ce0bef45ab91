"""The pages of internal control, by topic."""
