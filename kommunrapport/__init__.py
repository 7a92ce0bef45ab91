"""Follow-up and annual reporting for Swedish kommuner."""
