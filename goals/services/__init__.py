"""The only writers of what is said about goals, directives, guidelines and activities."""
