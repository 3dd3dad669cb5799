"""Words that stand in an event itself can be cut out of it (Прил. 3, п. 5); its hash and all else stay as written.

The guard of the log lets through that a string of an event's body becomes the mark of what was cut out, and nothing
else; whether a redaction is on record for it, an audit says.
"""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_FIXED = ("number", "ticket", "seq", "at", "actor", "role", "session", "kind", "prev", "hash", "centre")
GUARD = f"""
    CREATE TRIGGER events_never_change BEFORE UPDATE ON events
    WHEN {" OR ".join(f"NEW.{name} IS NOT OLD.{name}" for name in _FIXED)}
      OR (SELECT COUNT(*) FROM json_each(NEW.body)) <> (SELECT COUNT(*) FROM json_each(OLD.body))
      OR EXISTS (
          SELECT 1 FROM json_each(OLD.body) AS was LEFT JOIN json_each(NEW.body) AS now ON now.key = was.key
          WHERE now.key IS NULL
             OR ((now.type IS NOT was.type OR now.value IS NOT was.value)
                 AND NOT (was.type = 'text' AND now.type = 'object' AND now.value = '{{"cut"\\:true}}')))
    BEGIN SELECT RAISE(ABORT, 'events never change'); END
"""
POSTGRES_GUARD = (
    f"""
    CREATE FUNCTION pult_events_are_only_cut() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF {" OR ".join(f"NEW.{name} IS DISTINCT FROM OLD.{name}" for name in _FIXED)} OR EXISTS (
            SELECT 1 FROM jsonb_each(OLD.body::jsonb) AS was FULL JOIN jsonb_each(NEW.body::jsonb) AS now USING (key)
            WHERE was.value IS DISTINCT FROM now.value
              AND NOT COALESCE(jsonb_typeof(was.value) = 'string' AND now.value = '{{"cut": true}}'::jsonb, FALSE)) THEN
            RAISE EXCEPTION 'events never change';
        END IF;
        RETURN NEW;
    EXCEPTION WHEN invalid_text_representation THEN
        RAISE EXCEPTION 'events never change';
    END $$
    """,
    "DROP TRIGGER events_never_change ON events",
    "CREATE TRIGGER events_never_change BEFORE UPDATE ON events"
    " FOR EACH ROW EXECUTE FUNCTION pult_events_are_only_cut()",
)


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for statement in POSTGRES_GUARD:
            op.execute(statement)
        return
    op.execute("DROP TRIGGER events_never_change")
    op.execute(GUARD)
