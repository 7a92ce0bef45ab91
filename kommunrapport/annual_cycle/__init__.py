"""The year: its dates, who is late, reminders, the turn of the year and reorganisations."""
