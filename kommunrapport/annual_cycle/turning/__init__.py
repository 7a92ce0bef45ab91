"""The turn of the year: what goes on, what ends, what is missing; and the few rows that a new year needs."""
