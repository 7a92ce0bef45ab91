"""The pages of reports: the list, the workbench of one chapter, and the ways to read."""
