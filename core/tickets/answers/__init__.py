"""What is said in a ticket: to the requester, inside the centre, by the requester (п. 4.6, 5.4)."""
