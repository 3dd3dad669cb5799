"""What the dialogs share: the form and its draft, refusals, conflicts, masking, messages."""
