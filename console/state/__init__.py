"""What outlives a screen: drafts, where one was, what can be taken back."""
