package io.cdcpipeline.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.contract.catalog.PublishedPart;
import io.debezium.snapshot.spi.SnapshotQuery;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TextSnapshotQueryTest {

    private final TextSnapshotQuery query = new TextSnapshotQuery();

    @Test
    void aValueIsAskedForAsItsOutputFunctionPrintsIt() {
        assertThat(TextSnapshotQuery.select("\"s\".\"t\"", List.of("\"id\"", "\"a b\""), PublishedPart.ALL))
                .isEqualTo("SELECT CASE WHEN \"id\" IS DISTINCT FROM NULL THEN format('%s', \"id\") END AS \"id\","
                        + " CASE WHEN \"a b\" IS DISTINCT FROM NULL THEN format('%s', \"a b\") END AS \"a b\""
                        + " FROM \"s\".\"t\"");
    }

    @Test
    void quotesInANameAreDoubledOnce() {
        assertThat(TextSnapshotQuery.select("t", List.of("\"we\"ird\""), PublishedPart.ALL))
                .endsWith("AS \"we\"\"ird\" FROM t");
        assertThat(TextSnapshotQuery.select("t", List.of("\"we\"\"ird\""), PublishedPart.ALL))
                .endsWith("AS \"we\"\"ird\" FROM t");
    }

    @Test
    void whatThePublicationLeavesOutIsNotRead() {
        PublishedPart part = new PublishedPart("(id > 5)", Set.of("we\"ird"));

        assertThat(TextSnapshotQuery.select("t", List.of("\"id\"", "\"we\"ird\""), part))
                .endsWith(" AS \"id\", NULL::text AS \"we\"\"ird\" FROM t WHERE (id > 5)");
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
