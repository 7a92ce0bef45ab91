"""Tables in and out: workbooks and csv files. Knows nothing of what the tables are about."""
