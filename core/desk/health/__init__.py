"""What may stop a desk tomorrow."""
