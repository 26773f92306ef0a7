package io.cdcpipeline.local.stack;

import io.cdcpipeline.local.LocalException;

/** The database server of a pipeline with a managed source. */
interface ManagedServer {

    /** What people call it. */
    String title();

    /**
     * Returns when the server takes connections and, at its first start, the init scripts have run.
     *
     * @throws ServerKilledException when it was killed meanwhile
     * @throws LocalException when another start would fail the same way
     */
    Process start();

    /** Ends open sessions, and writes all that it has to disk. */
    void stop();
}
