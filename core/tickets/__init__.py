"""The ticket rules: what may happen, what follows, what the clocks say. Pure: values in, values out."""
