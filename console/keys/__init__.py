"""What comes from the keyboard: the other layout, keys typed ahead, pastes."""
