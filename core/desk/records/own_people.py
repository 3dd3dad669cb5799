"""Whom this desk knows: its staff and the people of its directory, whose names and contacts are no patient's."""

from core.privacy import Known
from core.store.registers.directory_reads import read_people, read_users
from core.store.store import Reading


def own_people(tx: Reading) -> Known:
    """Names, telephones and mailboxes of everybody in the directory and of the staff."""
    people, staff = read_people(tx), read_users(tx)
    names = [*(each.name for each in people), *(each.name for each in staff)]
    phones = (each.phone for each in people if each.phone)
    return Known.of(phones, (each.email for each in people if each.email), names)
