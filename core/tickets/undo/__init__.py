"""Taking one's last act back; the log keeps both."""
