package io.cdcpipeline.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConnectErrorTest {

    @Test
    void innermostCauseIsTheReason() {
        String trace = """
                org.apache.kafka.connect.errors.ConnectException: Could not start
                \tat io.debezium.X.start(X.java:1)
                Caused by: org.postgresql.util.PSQLException: FATAL: password authentication failed for user "cdc"
                \tat org.postgresql.Y.connect(Y.java:2)
                """;

        assertThat(ConnectError.cause(trace)).isEqualTo("FATAL: password authentication failed for user \"cdc\"");
    }

    @Test
    void traceWithoutAMessageStillSaysSomething() {
        assertThat(ConnectError.cause("")).isNotBlank();
    }
}
