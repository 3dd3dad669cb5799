"""Random histories in which two desks that remember folds work at one store: equal to a desk that remembers nothing.

    python -m tests.core.desk.two_desks 1000        # histories; prints how many events they had

Every command goes to either desk by chance, and to the desk in memory, which folds each log from its start. Before
some of them the same is carried out and rolled back; words are cut, and acts taken back.
"""

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

from core.desk.handling.attempt import Attempt
from core.desk.handling.command_handler import perform, ticket_of
from core.tickets.directory import Actor
from tests.core.desk.world import World
from tests.support.catalogue import commands as c
from tests.support.desk import FrozenDesk, make_desk, reopen
from tests.support.folds import borne_out

STEPS = 30


class TwoDesks(World):
    """A world whose store has two consoles, each with a memory of its own."""

    def __init__(self, store: FrozenDesk, chance: Random) -> None:
        super().__init__(store, lambda choices: chance.choice(list(choices)))
        self._chance = chance
        self.desks = (store, reopen(store.path, store.clock))
        self.rolled_back = 0

    def tell(self, command: c.Command, login: str) -> None:
        """Give a command to one of the two; now and then it was begun before, by either, and nothing of it kept."""
        if self._chance.random() < 0.3:
            self._roll_back(self._chance.choice(self.desks), command, login)
        self.store = self._chance.choice(self.desks)
        super().tell(command, login)

    def _roll_back(self, desk: FrozenDesk, command: c.Command, login: str) -> None:
        actor = desk.sign_in(login)
        assert isinstance(actor, Actor)
        with desk.environment.store.writing() as tx:
            perform(tx, Attempt(command, actor, "rolled", self.now, desk.policy))
        assert ticket_of(command) is None or borne_out(desk, ticket_of(command) or 0)
        self.rolled_back += 1

    def take_back(self) -> None:
        """The last act of somebody in a ticket, by whoever did it."""
        number = self.choose(list(self.memory.logs))
        last = self.memory.logs[number][-1].actor
        if last in {each.login for each in self.memory.actors(self.now)}:
            self.tell(c.TakeBack(number=number), last)

    def cut(self) -> None:
        """Words out of an event of a ticket."""
        number = self.choose(list(self.memory.logs))
        event = self.choose(range(1, len(self.memory.logs[number]) + 1))
        self.tell(c.Redact(number=number, event=event, reason="персональные данные"), "orlova")

    def check(self) -> None:
        """What either desk has of each ticket is what the whole log says."""
        for desk in self.desks:
            assert all(borne_out(desk, number) for number in self.memory.logs)

    def close(self) -> None:
        """End with everything checked."""
        self.check()
        self.desks[1].close()
        self.store = self.desks[0]
        super().close()


def lived(store: FrozenDesk, seed: int, steps: int = STEPS) -> TwoDesks:
    """A history of so many steps, checked as it goes and at its end."""
    chance = Random(seed)
    world = TwoDesks(store, chance)
    mix: Sequence[Any] = (
        *[world.register] * 2, *[world.sensible] * 12, world.command, world.desk_command, world.scene, world.sweep,
        *[world.take_back] * 2, *[world.cut] * 2,
    )  # fmt: skip
    world.register()
    for _ in range(steps):
        if world.memory.logs:
            chance.choice(mix)()
        else:
            world.register()
        if chance.random() < 0.2:
            world.pass_time()
    world.close()
    return world


def main(histories: int) -> None:
    """Live so many, and say what they were."""
    events = rolled_back = 0
    for seed in range(histories):
        with tempfile.TemporaryDirectory() as folder:
            world = lived(make_desk(Path(folder)), seed)
            events += sum(len(log) for log in world.memory.logs.values())
            rolled_back += world.rolled_back
    print(f"{histories} histories, {events} events, {rolled_back} commands rolled back: equal")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
