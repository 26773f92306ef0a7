package io.cdcpipeline.bench;

/**
 * What became of one table that PostgreSQL's own tests left.
 *
 * @param file whose SQL made it
 * @param why it is not equal; empty where it is
 */
record RegressedTable(String file, String name, Fate fate, String why) {

    /** From the best to the worst. */
    enum Fate {
        EQUAL,
        /** It was not the same at first, and was after the fill that followed. */
        HEALED,
        DIFFERENT,
        NOT_COMPARED,
        MISSING,
        FAILED
    }
}
