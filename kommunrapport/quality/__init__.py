"""Avstämning: rules that the apps register, what they find, and what a person has accepted with a reason."""
