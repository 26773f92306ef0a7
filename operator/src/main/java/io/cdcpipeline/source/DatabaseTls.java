package io.cdcpipeline.source;

import io.cdcpipeline.api.PostgresqlTlsMode;

/**
 * @param mode null: no TLS, for a database of the pipeline's own inside the cluster
 * @param caPem certificate authorities in PEM; null: those that the Java runtime trusts
 */
public record DatabaseTls(PostgresqlTlsMode mode, String caPem) {

    public static DatabaseTls none() {
        return new DatabaseTls(null, null);
    }

    boolean verifies() {
        return mode == PostgresqlTlsMode.VERIFY_CA || mode == PostgresqlTlsMode.VERIFY_FULL;
    }

    /** libpq's name of the mode, which the driver shares. */
    String sslMode() {
        return mode == null ? "disable" : mode.sslMode();
    }
}
