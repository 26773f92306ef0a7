package io.cdcpipeline.local.stack;

import io.cdcpipeline.local.LocalException;

/** The server was killed while it was starting: nothing is wrong with it, and another start may succeed. */
final class ServerKilledException extends LocalException {

    private static final long serialVersionUID = 1L;

    /** A process that a signal ended has an exit code above this one. */
    private static final int SIGNALLED = 128;

    private ServerKilledException(int code, Throwable cause) {
        super("The database server was killed while it was starting (exit code " + code + "); it starts again", cause);
    }

    /** What to say of a start that failed: this, if the server was killed meanwhile; else what it looked like. */
    static LocalException or(LocalException failure, Process server) {
        boolean killed = !server.isAlive() && server.exitValue() > SIGNALLED;
        return killed ? new ServerKilledException(server.exitValue(), failure) : failure;
    }
}
