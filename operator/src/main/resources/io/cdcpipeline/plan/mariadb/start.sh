# Starts the server. A first start that did not get through (a mistake in the user's SQL, a killed pod) is begun anew:
# the image's entry point would take the half-made database for a finished one.
set -eu
data=/var/lib/mysql/data
unfinished=/var/lib/mysql/initialization-unfinished
if [ -e "$unfinished" ]; then rm -rf "$data"; fi
if [ ! -d "$data/mysql" ]; then touch "$unfinished"; fi
exec docker-entrypoint.sh "$@"
