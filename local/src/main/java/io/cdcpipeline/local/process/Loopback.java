package io.cdcpipeline.local.process;

import java.util.List;
import java.util.Map;

/**
 * Child processes that take this machine for localhost. Spark resolves the host's own name before it reads any setting, and
 * ends at once where that name has no address, as in a fresh chroot or on a laptop away from its network.
 */
public final class Loopback {

    private static final Map<String, String> ENVIRONMENT =
            Map.of("SPARK_LOCAL_IP", "127.0.0.1", "SPARK_LOCAL_HOSTNAME", "localhost");

    private Loopback() {}

    public static ProcessBuilder process(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(ENVIRONMENT);
        return builder;
    }
}
