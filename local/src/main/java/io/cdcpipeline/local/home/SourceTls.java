package io.cdcpipeline.local.home;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * How the way to an external database is protected.
 *
 * @param mode libpq's name: {@code require}, {@code verify-ca}, {@code verify-full}
 * @param authorityFile certificate authorities in PEM; null: those that the Java runtime trusts
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SourceTls(String mode, String authorityFile) {

    /** As parameters of a JDBC URL of MariaDB's driver. */
    public String mariaDbParameters() {
        String name = mode.equals("require") ? "trust" : mode;
        return "?sslMode=" + name + (authorityFile == null ? "" : "&serverSslCert=" + authorityFile);
    }

    /** As parameters of a JDBC URL of PostgreSQL's driver. */
    public String parameters() {
        return "?sslmode=" + mode + (authorityFile == null ? "" : "&sslrootcert=" + authorityFile);
    }
}
