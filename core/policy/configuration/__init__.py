"""The files of a configuration: where they lie, strictly read, validated, written."""
