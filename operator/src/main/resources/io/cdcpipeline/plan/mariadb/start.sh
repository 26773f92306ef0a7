# Starts the server. A first start that did not get through (a mistake in the user's SQL, a killed pod) is begun anew:
# the image's entry point would take the half-made database for a finished one.
set -eu
unfinished="${CDC_DATA%/*}/initialization-unfinished"
if [ -e "$unfinished" ]; then rm -rf "$CDC_DATA"; fi
if [ ! -d "$CDC_DATA/mysql" ]; then touch "$unfinished"; fi
exec docker-entrypoint.sh "$@"
