"""The change log: every saved change of business data, by whom and when, in one list that can be searched."""
