"""Pictures of a report: taken in, kept, and shown in its texts."""
