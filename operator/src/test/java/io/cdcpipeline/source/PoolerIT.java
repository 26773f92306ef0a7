package io.cdcpipeline.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Who names a pooler for a server learns so before the first start, and not from a connector that fails for ever. */
class PoolerIT {

    private static final PostgresNeeds NEEDS = new PostgresNeeds(
            "cdc_pooled", "cdc_pooled", List.of("public.t"), Pattern.compile("public\\.t"), false, WalLimit.NONE);

    private final RealPostgres server = RealPostgres.running();
    private final PostgresSource source = new PostgresSource();
    private final DatabaseAddress database = database();

    @Test
    void poolerThatPassesNoReplicationConnectionIsToldFromTheServer() throws Exception {
        assertThat(problems(server.port())).isEmpty();
        try (var pooler = new PlayedPooler(server.port(), "replication")) {
            assertThat(problems(pooler.port())).singleElement().satisfies(problem -> {
                assertThat(problem.code()).isEqualTo("Pooler");
                assertThat(problem.message())
                        .startsWith("127.0.0.1:" + pooler.port() + "/" + database.database())
                        .contains("such as PgBouncer")
                        .endsWith("name the server itself");
            });
        }
    }

    @Test
    void poolerThatRefusesEvenTheDriversSettingsIsOneToo() throws Exception {
        try (var pooler = new PlayedPooler(server.port(), "DateStyle")) {
            assertThat(look(pooler.port()))
                    .isInstanceOfSatisfying(ObservedSource.Unreachable.class, refused -> assertThat(refused.reason())
                            .isEqualTo(Refusal.POOLER));
        }
    }

    private DatabaseAddress database() {
        DatabaseAddress made = server.newDatabase();
        server.execute(
                made.database(), "CREATE TABLE t (id int PRIMARY KEY); CREATE PUBLICATION cdc_pooled FOR TABLE t");
        return made;
    }

    private List<Problem> problems(int port) {
        return ((ObservedSource.Seen) look(port)).problems();
    }

    private ObservedSource look(int port) {
        return source.look(
                new DatabaseAddress("127.0.0.1", port, database.database(), DatabaseTls.none()),
                RealPostgres.ADMIN,
                NEEDS);
    }
}
