package io.cdcpipeline.job.collapse;

/**
 * The result of the changes of one key.
 *
 * @param origin the key whose row has the columns that this one keeps; null for its own
 * @param inserted whether the first of them was an insert
 * @param arrival how the row came to this key; null when it was here before, as far as is known
 */
record KeyEntry(byte[] row, RowKey origin, boolean inserted, Arrival arrival) {

    /**
     * @param transaction in which it came
     * @param moved whether it came from another key
     * @param under the key's result before; null for whatever the table has
     */
    record Arrival(long transaction, boolean moved, KeyEntry under) {

        /** Of a row that is created on top of what the key has; the second half of a change of key is one, too. */
        static Arrival of(long transaction, KeyEntry before) {
            boolean moved = before != null
                    && before.arrival() != null
                    && before.arrival().moved()
                    && before.arrival().transaction() == transaction;
            return moved ? before.arrival() : new Arrival(transaction, false, before);
        }
    }

    /** On top of another row of the same key, which is there until the transaction ends. */
    KeyEntry over(KeyEntry other) {
        return new KeyEntry(row, origin, inserted, new Arrival(arrival.transaction(), arrival.moved(), other));
    }
}
