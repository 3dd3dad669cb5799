"""The queue without a widget: rows, reads, layout."""
