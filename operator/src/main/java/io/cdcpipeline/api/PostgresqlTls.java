package io.cdcpipeline.api;

/** How the connection to an external database is protected; {@code caSecret} holds the key {@code ca.crt}. */
public record PostgresqlTls(PostgresqlTlsMode mode, String caSecret) {

    public PostgresqlTls {
        mode = mode == null ? PostgresqlTlsMode.VERIFY_FULL : mode;
    }
}
