"""What surrounds the chapters: start page, navigation, sign-in, error pages, administration."""
