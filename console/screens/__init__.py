"""The screens of the console: each renders frozen values of the desk and re-emits what the operator wants."""
