package io.cdcpipeline.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.stream.Stream;

/** libpq's sslmode, for the modes that protect at all. */
public enum PostgresqlTlsMode {
    @JsonProperty("Require")
    REQUIRE("require"),
    @JsonProperty("VerifyCa")
    VERIFY_CA("verify-ca"),
    @JsonProperty("VerifyFull")
    VERIFY_FULL("verify-full");

    private final String sslMode;

    PostgresqlTlsMode(String sslMode) {
        this.sslMode = sslMode;
    }

    /** libpq's name, which PostgreSQL's drivers share. */
    public String sslMode() {
        return sslMode;
    }

    /** What MariaDB's driver calls it. */
    public String mariadbName() {
        return this == REQUIRE ? "trust" : sslMode;
    }

    /** @throws java.util.NoSuchElementException when libpq has it for none of these */
    public static PostgresqlTlsMode ofSslMode(String sslMode) {
        return Stream.of(values())
                .filter(mode -> mode.sslMode.equals(sslMode))
                .findFirst()
                .orElseThrow();
    }
}
