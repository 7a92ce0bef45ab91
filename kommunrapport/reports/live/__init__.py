"""Figures in running text that follow the data: what they are, how they are found, and how a text gets their words."""
