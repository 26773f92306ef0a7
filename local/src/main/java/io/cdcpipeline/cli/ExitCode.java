package io.cdcpipeline.cli;

/** What a command's end says to a script. */
final class ExitCode {

    static final int DONE = 0;
    /** It ran, and the answer is no: not equal, not ready, not in time. */
    static final int NO = 1;

    static final int USAGE = 2;
    static final int COULD_NOT = 3;

    private ExitCode() {}
}
