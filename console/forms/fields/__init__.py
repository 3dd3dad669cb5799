"""The fields of forms: their types, their options, what they can find."""
