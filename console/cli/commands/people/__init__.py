"""``pult org|person|user``: clinics, their people, the staff."""
