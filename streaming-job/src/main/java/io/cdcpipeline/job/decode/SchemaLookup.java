package io.cdcpipeline.job.decode;

import java.io.Serializable;

/** Where the schemas of events in the compact form are found. It travels to the executors. */
@FunctionalInterface
public interface SchemaLookup extends Serializable {

    /**
     * The text of a schema; null when there is none of that fingerprint, any more.
     *
     * @throws RuntimeException when the place cannot be asked now
     */
    String text(long fingerprint);
}
