"""What was sent out and decided: read, compared, handed out and kept, as it was frozen and never anew."""
