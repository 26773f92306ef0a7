# Gives each role the password that its Secret holds. The operator does so by itself while it knows the superuser's; this
# is for when it does not: over the server's own socket, where the image asks for no password.
set -eu
psql --no-psqlrc --quiet --username=postgres --dbname=postgres <<'SQL'
\set ON_ERROR_STOP on
\set superuser `cat /etc/cdc/superuser/password`
\set owner `cat /etc/cdc/owner/password`
\set replication `cat /etc/cdc/replication/password`
ALTER ROLE postgres PASSWORD :'superuser';
ALTER ROLE app PASSWORD :'owner';
ALTER ROLE cdc_replication PASSWORD :'replication';
SQL
echo "The roles have the passwords of their Secrets"
