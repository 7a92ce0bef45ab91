"""What the pages of the staff show, read once."""
