"""``pult config check|show|schema``: the settings as the program reads them."""

from __future__ import annotations

import click

from console.cli.command_classes import PultGroup
from console.cli.failure import from_config
from console.cli.output import answer
from console.cli.session import Session, with_session


@click.group("config", cls=PultGroup, help="Проверить и показать настройки (файлы YAML).")
def command() -> None:
    """Group the commands of the configuration."""


@command.command("check", help="Проверить настройки: каждая ошибка с файлом, строкой и ключом (код 8).")
@with_session
def check(session: Session) -> None:
    """Load the policy and try its golden cases; every problem is exit code 8."""
    from core.desk.upkeep.policy_check import check_rules
    from core.policy import ConfigError

    policy = session.policy
    try:
        check_rules(session.config, policy)
    except ConfigError as error:
        raise from_config(error) from error
    where = str(session.config) if session.config else "поставленные с программой"
    document = {
        "ok": True,
        "directory": session.config and str(session.config),
        "fingerprint": policy.fingerprint,
        "cases": len(policy.dispatch.cases),
    }
    answer(document, lambda: f"Настройки в порядке: {where}.", as_json=session.as_json)


@command.command("show", help="Показать действующие настройки со значениями по умолчанию.")
@with_session
def show(session: Session) -> None:
    """Show the files in force as plain data."""
    from core.policy.configuration.schema import show as read

    policy = session.policy
    files = read(session.config)
    document = {"directory": session.config and str(session.config), "fingerprint": policy.fingerprint, "files": files}

    def text() -> str:
        import yaml

        return "\n".join(
            f"# {name}\n{yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=100)}"
            for name, data in files.items()
        ).rstrip()

    answer(document, text, as_json=session.as_json)


@command.command("schema", help="Показать схему JSON Schema каждого файла настроек.")
def schema() -> None:
    """Show the schemas generated from the models; a document in either form."""
    from core.policy.configuration.schema import json_schema

    answer(json_schema(), lambda: "", as_json=True)
