package io.cdcpipeline.source;

/**
 * A table that the pipeline's patterns select.
 *
 * @param name {@code database.table}
 * @param transactional its engine knows transactions, so that it is copied as it was at one place of the log
 * @param cascaded a foreign key of its own changes its rows, which the log does not tell
 * @param readable the user may read all its columns
 * @param keyed it has a primary key, or a unique one without NULL
 */
record MariaDbTable(
        String database, String name, boolean transactional, boolean cascaded, boolean readable, boolean keyed) {

    /** As a statement has it. */
    String quoted() {
        return SqlName.ofMariaDb(database) + "." + SqlName.ofMariaDb(name.substring(database.length() + 1));
    }
}
