"""``pult explain NUMBER``: every counted interval of the clocks, with clauses and the verdict."""

from __future__ import annotations

import click

from console.cli.command_classes import PultCommand
from console.cli.input.options import number_argument
from console.cli.input.typed_values import code
from console.cli.output import answer
from console.cli.session import Session, granted, with_desk


@click.command("explain", cls=PultCommand, help="Объяснить сроки обращения: что засчитано, почему и по какому пункту.")
@number_argument
@click.option("--clock", metavar="СРОК", help="Только один: first_reaction, executor_reaction или resolution.")
@with_desk
def command(session: Session, number: int, clock: str | None) -> None:
    """Explain the three clocks, or the one asked for."""
    from console.cli.json_shapes.tickets import explained_json
    from console.cli.json_shapes.values import instant_json
    from core.tickets.clocks.explanation import explain, verdict
    from core.vocabulary import ClockName

    view = granted(session.desk.tickets.view(number, session.actor))
    policy = session.policy
    wanted = set(ClockName) if clock is None else {code(policy, ClockName, clock)}
    told = [(each, explain(each, policy)) for each in view.clocks if each.name in wanted]
    document = {
        "number": number,
        "at": instant_json(view.at, policy.zone),
        "clocks": {
            each.name.value: explained_json(each, lines, verdict(each, policy), policy.zone) for each, lines in told
        },
    }
    answer(document, lambda: "\n\n".join("\n".join(lines) for _, lines in told), as_json=session.as_json)
