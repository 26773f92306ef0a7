package io.cdcpipeline.local.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelocationTest {

    private final Relocation relocation = new Relocation(Map.of(
            "/mnt/database", "/home/a b/db",
            "/mnt/database-ca", "/home/a b/ca",
            "/lake", "/home/a b/lake",
            "inventory-db.default.svc", "127.0.0.1",
            "inventory-kafka-kafka-bootstrap.default.svc:9092", "127.0.0.1:20001"));

    @ParameterizedTest
    @CsvSource({
        "${directory:/mnt/database:password}, ${directory:/home/a b/db:password}",
        "/mnt/database-ca/ca.crt, /home/a b/ca/ca.crt",
        "/mnt/database, /home/a b/db",
        "file:/lake/_cdc/x, file:/home/a b/lake/_cdc/x",
        "inventory-db.default.svc, 127.0.0.1",
        "inventory-kafka-kafka-bootstrap.default.svc:9092, 127.0.0.1:20001",
        "/mnt/databases, /mnt/databases",
        "s3a://bucket/lake, s3a://bucket/lake",
        "other-inventory-db.default.svc, other-inventory-db.default.svc"
    })
    void wholeNamesAreRewritten(String cluster, String here) {
        assertThat(relocation.apply(cluster)).isEqualTo(here);
    }

    @Test
    void nothingToRewriteChangesNothing() {
        assertThat(new Relocation(Map.of()).apply("/lake")).isEqualTo("/lake");
    }
}
