"""What the pages of internal control show, read for one user."""
