package io.cdcpipeline.local.supervise;

import java.util.List;

/** What a JVM is tuned for. */
public enum JvmTuning {
    /** To be up soon: C1 only, which compiles at once and profiles nothing. */
    START("-XX:TieredStopAtLevel=1"),
    /** To carry much for long. */
    THROUGHPUT("-XX:+TieredCompilation");

    private final String option;

    JvmTuning(String option) {
        this.option = option;
    }

    /** Standard output belongs to the process' own messages, also where the JVM has something to warn of. */
    List<String> options() {
        return List.of("-Xlog:disable", "-Xlog:all=error:stderr", "-Xshare:auto", option);
    }
}
