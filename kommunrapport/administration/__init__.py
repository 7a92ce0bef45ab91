"""The pages of administration, once: list, form, deletion and history, built from a description of a model."""
