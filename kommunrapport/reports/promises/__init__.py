"""What chapters promise for the time ahead, and what became of it."""
