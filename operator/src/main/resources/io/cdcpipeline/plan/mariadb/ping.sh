# Whether the server answers. Over TCP: the server of the image's first start listens on its socket only. With a login: one that
# is refused would be a line in the server's log, every few seconds. A server that refuses it is alive all the same; the
# client's own errors have numbers from 2000 on.
answer="$(MYSQL_PWD="$(cat /etc/cdc/replication/password)" mariadb --no-defaults --protocol=tcp --host=127.0.0.1 \
  --skip-ssl --connect-timeout=4 --user=cdc_replication --execute="DO 1" 2>&1)" || [[ "$answer" =~ "ERROR "[134][0-9]{3} ]]
