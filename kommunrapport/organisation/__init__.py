"""The kommun: units, positions, users, roles, occasions and submissions."""
