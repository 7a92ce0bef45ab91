"""What the pages of the steering model show: data that templates only format."""
