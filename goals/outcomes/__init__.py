"""The page where outcomes are entered: a grid for the keyboard, and forms that do without script."""
