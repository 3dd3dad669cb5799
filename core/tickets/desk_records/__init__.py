"""The desk's own records: calls, shifts, saved views, calendars, exports, denials."""
