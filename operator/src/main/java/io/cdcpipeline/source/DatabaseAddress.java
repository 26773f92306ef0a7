package io.cdcpipeline.source;

/**
 * Where a database listens and how the way to it is protected.
 *
 * @param host a name or an address, without a port
 * @param database null where the server as a whole is meant
 */
public record DatabaseAddress(String host, int port, String database, DatabaseTls tls) {

    /** {@code host:port/database}, as messages name it. */
    @Override
    public String toString() {
        return host + ":" + port + (database == null ? "" : "/" + database);
    }
}
