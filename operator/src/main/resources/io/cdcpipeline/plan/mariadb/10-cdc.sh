# Our SQL, by the image's own function. The server of the first start has no TLS, which clients from 11.4 on ask for.
variable() { echo "SET @$1 = convert(from_base64('$(base64 -w0 < "$2")') USING utf8mb4);"; }
{
  variable owner_password /etc/cdc/owner/password
  variable replication_password /etc/cdc/replication/password
  cat /etc/cdc/scripts/cdc.sql
} | docker_process_sql --skip-ssl
