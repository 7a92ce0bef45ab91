"""The way of a report from draft to archive: its steps, what they freeze, and what stands in their way."""
