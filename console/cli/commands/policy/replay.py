"""``pult replay``: the past judged under another reading (п. 11.1)."""

from __future__ import annotations

import click

from console.cli.command_classes import PultCommand
from console.cli.heads import head_json, head_text
from console.cli.json_shapes.values import instant_json
from console.cli.output import answer
from console.cli.session import Session, with_desk


@click.command(
    "replay", cls=PultCommand,
    help="Пересчитать прошлые сроки при других настройках: сколько было бы нарушений.",
)  # fmt: skip
@click.option(
    "--set", "settings", metavar="КЛЮЧ=ЗНАЧЕНИЕ", multiple=True, required=True,
    help="Например solution_start=assigned, short_days=true, sla_days=end_of_day, pauses=requester,third_line.",
)  # fmt: skip
@with_desk
def command(session: Session, settings: tuple[str, ...]) -> None:
    """Judge every ticket under the present and under another policy; nothing is written."""
    from core.policy.compiling.variant import variant

    policy = session.policy
    judged = session.desk.oversight.replay(variant(session.config, settings))
    head = session.desk.administration.chain_head()
    document = {
        "tickets": judged.tickets,
        "set": list(settings),
        "head": head_json(head),
        "before": {clock.value: count for clock, count in judged.before.items()},
        "after": {clock.value: count for clock, count in judged.after.items()},
        "changes": [
            {
                "number": each.number,
                "clock": each.clock.value,
                "breached_before": each.breached_before,
                "breached_after": each.breached_after,
                "due_before": instant_json(each.due_before, policy.zone),
                "due_after": instant_json(each.due_after, policy.zone),
            }
            for each in judged.changes
            if each.verdict
        ],
    }

    def text() -> str:
        from console.cli.plain_texts.table import table
        from console.wording.reports import judgement_rows

        told, rows = judgement_rows(judged, policy)
        return f"{told}\n{table(('Срок', 'Нарушений сейчас', 'Было бы'), rows)}\n{head_text(head)}"

    answer(document, text, as_json=session.as_json)
