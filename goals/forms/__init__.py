"""What people type about goals, directives, guidelines and activities."""
