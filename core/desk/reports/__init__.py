"""Reports over a period: read from the logs, told as tables, written as files that prove themselves."""
