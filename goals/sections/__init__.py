"""What the chapters about goals, directives and guidelines show: importing the modules registers them."""

from goals.sections import directive_chapters, goal_chapters, steering_model

__all__ = ["directive_chapters", "goal_chapters", "steering_model"]
