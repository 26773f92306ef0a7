package io.cdcpipeline.local.home;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The loopback ports of one pipeline. They are kept from one start to the next, so that clients can keep them too;
 * one that somebody else has taken meanwhile is replaced.
 *
 * @param query where Spark SQL is answered
 */
public record Ports(int postgres, int kafka, int kafkaController, int connect, int status, int query) {

    /** Below the range that systems take ports of outgoing connections from, so that none of those gets in between. */
    private static final int LOWEST = 20_000;

    private static final int HIGHEST = 32_000;

    /** Those kept in the folder, where they are free, or else others, which are kept from now on. */
    public static Ports in(PipelineHome home) {
        Ports kept = JsonFile.read(home.ports(), Ports.class).orElse(new Ports(0, 0, 0, 0, 0, 0));
        Set<Integer> taken = new HashSet<>();
        Ports free = new Ports(
                keep(kept.postgres, taken),
                keep(kept.kafka, taken),
                keep(kept.kafkaController, taken),
                keep(kept.connect, taken),
                keep(kept.status, taken),
                keep(kept.query, taken));
        if (!free.equals(kept)) {
            JsonFile.write(home.ports(), free);
        }
        return free;
    }

    private static int keep(int kept, Set<Integer> taken) {
        int port = kept;
        while (port == 0 || taken.contains(port) || !isFree(port)) {
            port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
        }
        taken.add(port);
        return port;
    }

    /** Whether nobody listens on this port of the loopback interface. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // As servers do it: a connection of an earlier run that lingers does not make a port a taken one.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
