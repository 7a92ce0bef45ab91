"""The steering model: vision, goals, directives, guidelines, activities, assessments."""
