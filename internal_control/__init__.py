"""Internal control: risks, the yearly control plan, its results, and the actions that follow."""
