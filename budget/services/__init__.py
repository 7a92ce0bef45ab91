"""The only writers of the economy, beside what a file brings."""
