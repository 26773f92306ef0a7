package io.cdcpipeline.job.engine;

/** The file of a table's newest commit is not whole, as after a power cut. */
public final class DamagedLogException extends RuntimeException {

    private static final String WAY_OUT =
            ". Move that file away, and those beside it whose names contain its number: the"
                    + " table then is as the commit before left it, and what came after is read from Kafka again";

    public DamagedLogException(Object file, String what, Throwable cause) {
        super("The Delta log's newest commit " + file + " is damaged: " + what + WAY_OUT, cause);
    }
}
