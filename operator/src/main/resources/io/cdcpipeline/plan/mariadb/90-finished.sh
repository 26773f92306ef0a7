# From here on the data counts: see start.sh. Nobody can have written any before the second sync is over.
sync
rm -f "${CDC_DATA%/*}/initialization-unfinished"
sync
