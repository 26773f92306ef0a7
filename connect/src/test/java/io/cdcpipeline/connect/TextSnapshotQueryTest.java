package io.cdcpipeline.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.debezium.snapshot.spi.SnapshotQuery;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class TextSnapshotQueryTest {

    private final TextSnapshotQuery query = new TextSnapshotQuery();

    @Test
    void aValueIsAskedForAsItsOutputFunctionPrintsIt() {
        assertThat(query.snapshotQuery("\"s\".\"t\"", List.of("\"id\"", "\"a b\"")))
                .contains("SELECT CASE WHEN \"id\" IS DISTINCT FROM NULL THEN format('%s', \"id\") END AS \"id\","
                        + " CASE WHEN \"a b\" IS DISTINCT FROM NULL THEN format('%s', \"a b\") END AS \"a b\""
                        + " FROM \"s\".\"t\"");
    }

    @Test
    void quotesInANameAreDoubledOnce() {
        assertThat(query.snapshotQuery("t", List.of("\"we\"ird\"")))
                .hasValueSatisfying(sql -> assertThat(sql).endsWith("AS \"we\"\"ird\" FROM t"));
        assertThat(query.snapshotQuery("t", List.of("\"we\"\"ird\"")))
                .hasValueSatisfying(sql -> assertThat(sql).endsWith("AS \"we\"\"ird\" FROM t"));
    }

    @Test
    void aTableWithoutColumnsIsNotRead() {
        assertThat(query.snapshotQuery("t", List.of())).isEmpty();
    }

    @Test
    void debeziumFindsIt() {
        assertThat(ServiceLoader.load(SnapshotQuery.class))
                .anySatisfy(found -> assertThat(found.name()).isEqualTo(TextSnapshotQuery.NAME));
    }
}
