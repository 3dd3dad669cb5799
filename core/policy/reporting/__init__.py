"""What the customer sets about reports (``reports.yaml``)."""
