package io.cdcpipeline.cluster;

/**
 * How a host of the cluster is reached from here. Inside a cluster by its own name; a test, which has no cluster DNS,
 * sends the names to where it plays the servers.
 */
@FunctionalInterface
public interface Routes {

    /** @param host a Service's name, or any host that a spec names */
    Place to(String host, int port);

    /** Where a server answers. */
    record Place(String host, int port) {}

    static Routes direct() {
        return Place::new;
    }
}
