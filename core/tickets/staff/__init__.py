"""The staff of the desk: accounts, absences and substitutes, SSH keys (п. 4.7, 10.2)."""
