# From here on the data counts: see start.sh.
sync
rm -f "${PGDATA%/*}/initialization-unfinished"
