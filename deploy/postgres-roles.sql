-- Who may do what in the database of a desk. Run once by an administrator of the server, in that database:
--
--     psql -d pult -v owner=pult_owner -v app=pult_app -v reader=pult_reader -f deploy/postgres-roles.sql
--
-- The owner makes and migrates the tables (pult init, pult migrate, pult move) and is used for nothing else. Consoles
-- work as the application: it adds to the log and cannot change it, take its guards off, or see another database. The
-- reader sees what reports need, and no protected number (п. 10.3). Set passwords with \password, not here. Safe to run
-- again, and to be run again after a migration that made a table.

\set ON_ERROR_STOP on

SELECT format('CREATE ROLE %I NOLOGIN', :'owner') WHERE to_regrole(:'owner') IS NULL \gexec
SELECT format('CREATE ROLE %I LOGIN', :'app') WHERE to_regrole(:'app') IS NULL \gexec
SELECT format('CREATE ROLE %I LOGIN', :'reader') WHERE to_regrole(:'reader') IS NULL \gexec

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA public TO :"owner";
GRANT USAGE ON SCHEMA public TO :"app", :"reader";
SELECT format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database()) \gexec
SELECT format('GRANT CONNECT ON DATABASE %I TO %I, %I, %I', current_database(), :'owner', :'app', :'reader') \gexec

-- Whoever made the tables before hands them over.
SELECT format('ALTER TABLE %I.%I OWNER TO %I', schemaname, tablename, :'owner')
  FROM pg_tables WHERE schemaname = 'public' \gexec
SELECT format('ALTER FUNCTION %s OWNER TO %I', oid::regprocedure, :'owner')
  FROM pg_proc WHERE pronamespace = 'public'::regnamespace \gexec

REVOKE ALL ON ALL TABLES IN SCHEMA public FROM :"app", :"reader";
GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA public TO :"app";

-- The log is added to and never changed; of a text only the cutting out is left (the guards see to how).
REVOKE UPDATE ON events, texts, blobs, commands, alembic_version FROM :"app";
REVOKE INSERT ON alembic_version FROM :"app";
GRANT UPDATE (salt, body) ON texts TO :"app";
GRANT UPDATE (body) ON events TO :"app"; -- a trigger lets through that a word in it is cut out, and nothing else
GRANT UPDATE (digest) ON commands TO :"app"; -- forgotten where words were cut out that it could be guessed by
-- What is derived from the log may be made again; the bytes of a file that was cut out go.
GRANT DELETE ON clocks, blobs, presence, sessions, search_index, search_words TO :"app";

GRANT SELECT ON ALL TABLES IN SCHEMA public TO :"reader";
REVOKE SELECT ON people, account_requests, texts, blobs, commands, presence, sessions, ssh_keys, search_index, search_words FROM :"reader";
GRANT SELECT (id, name, search, organization, kind, blocked) ON people TO :"reader";
GRANT SELECT (id, account_kind, system, person, requested_by, state, at, ticket, late) ON account_requests TO :"reader";
