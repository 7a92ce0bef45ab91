"""A Word document read into a chapter."""
