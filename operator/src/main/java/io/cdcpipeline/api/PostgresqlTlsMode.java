package io.cdcpipeline.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/** libpq's sslmode, for the modes that protect at all. */
public enum PostgresqlTlsMode {
    @JsonProperty("Require")
    REQUIRE,
    @JsonProperty("VerifyCa")
    VERIFY_CA,
    @JsonProperty("VerifyFull")
    VERIFY_FULL
}
