package io.cdcpipeline.source;

/** What was seen of a replication slot. */
public sealed interface ObservedSlot {

    /** The server has no slot of that name: not yet, or no longer. */
    record Absent() implements ObservedSlot {}

    /**
     * @param active somebody reads from it
     * @param retainedBytes WAL that the server keeps because of it
     * @param confirmedLsn up to where the reader has confirmed; null before the first time
     * @param lost the server has thrown WAL away that the slot still needed: it can't be read on
     * @param foreign why it is not ours: another plugin or database; null when it is
     */
    record Present(boolean active, long retainedBytes, String confirmedLsn, boolean lost, String foreign)
            implements ObservedSlot {}
}
