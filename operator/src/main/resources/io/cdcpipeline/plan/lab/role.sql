-- Runs at each start of the lab, as superuser: the role that its notebooks log in as.
\set ON_ERROR_STOP on
\set lab_password `cat /etc/cdc-lab/database/password`

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${role}') THEN
    CREATE ROLE ${role} LOGIN;
  END IF;
END $$;
ALTER ROLE ${role} PASSWORD :'lab_password';
-- Reads all, and may change what the user's own SQL has made; it is no superuser, and can neither replicate nor make roles.
GRANT pg_read_all_data, ${owner} TO ${role};
