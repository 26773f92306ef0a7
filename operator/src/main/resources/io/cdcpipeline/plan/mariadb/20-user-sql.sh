# The user's SQL files, in the order of their names, as the database's owner.
(
  LC_ALL=C
  for file in /etc/cdc/user-sql/*.sql; do
    [ -e "$file" ] || continue
    echo "Running ${file##*/}"
    MYSQL_PWD="$(cat /etc/cdc/owner/password)" mariadb --no-defaults --default-character-set=utf8mb4 --skip-ssl \
      --user=app --socket="$SOCKET" "$CDC_DATABASE" < "$file"
  done
)
