# Gives the users app and cdc_replication the passwords that their Secrets hold, by root's, over the server's own socket. Not into the
# binary log, where the statement would stand as it is.
set -eu
variable() { echo "SET @$1 = convert(from_base64('$(base64 -w0 < "$2")') USING utf8mb4);"; }
{
  echo "SET SESSION sql_log_bin = 0;"
  variable owner /etc/cdc/owner/password
  variable replication /etc/cdc/replication/password
  echo "EXECUTE IMMEDIATE concat('ALTER USER app@''%'' IDENTIFIED BY ', quote(@owner));"
  echo "EXECUTE IMMEDIATE concat('ALTER USER cdc_replication@''%'' IDENTIFIED BY ', quote(@replication));"
} | MYSQL_PWD="$(cat /etc/cdc/superuser/password)" mariadb --no-defaults --skip-ssl --user=root --socket=/run/mysqld/mysqld.sock
echo "The users have the passwords of their Secrets"
