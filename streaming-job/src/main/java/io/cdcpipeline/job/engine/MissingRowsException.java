package io.cdcpipeline.job.engine;

/** Rows are to be removed that the table does not have; nothing was committed. */
public final class MissingRowsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long rows;

    MissingRowsException(String path, long rows) {
        super(path + " has not " + rows + " of the rows that are to be removed");
        this.rows = rows;
    }

    /** How many there are too few. */
    public long rows() {
        return rows;
    }
}
