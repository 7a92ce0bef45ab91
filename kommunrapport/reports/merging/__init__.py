"""Two people's changes of one text, put together."""
