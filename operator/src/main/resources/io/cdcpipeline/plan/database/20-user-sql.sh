# The user's SQL files, in the order of their names, as the database's owner.
(
  LC_ALL=C
  for file in /etc/cdc/user-sql/*.sql; do
    [ -e "$file" ] || continue
    echo "Running ${file##*/}"
    psql --no-psqlrc --set=ON_ERROR_STOP=1 --quiet --username=app --dbname="$POSTGRES_DB" --file="$file"
  done
)
