"""Tests of the desk: they mirror ``core/`` and ``console/``, and read as sentences of the regulation."""
