"""The JSON of the contract, made from frozen values of the desk."""
