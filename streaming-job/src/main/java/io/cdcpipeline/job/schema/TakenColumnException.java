package io.cdcpipeline.job.schema;

/** A column of the source is called like one that the lake's table has besides. */
public final class TakenColumnException extends UnfitTableException {

    public TakenColumnException(String column, String mode) {
        super("column '" + column + "' of the source is called like one that a " + mode
                + " has besides: rename it there, or leave it out of the publication, or give the table another mode in"
                + " spec.tableSettings");
    }
}
