"""From a file to stored amounts: understood, mapped, previewed, applied and undone."""
