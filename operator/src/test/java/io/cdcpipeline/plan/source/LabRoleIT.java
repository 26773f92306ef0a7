package io.cdcpipeline.plan.source;

import static io.cdcpipeline.plan.source.DatabaseRoles.LAB;
import static io.cdcpipeline.plan.source.DatabaseRoles.OWNER;
import static io.cdcpipeline.plan.source.DatabaseRoles.SUPERUSER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipeline.plan.Plan;
import io.cdcpipeline.plan.Planner;
import io.cdcpipeline.plan.Samples;
import io.cdcpipeline.plan.Settings;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the role of the lab's notebooks may do in a managed database. */
class LabRoleIT {

    private static ManagedDatabase database;

    @BeforeAll
    static void start() throws IOException, SQLException {
        Plan plan = Planner.plan(Samples.pipeline("lab"), Settings.defaults());
        database = ManagedDatabase.start(plan, "inventory");
        database.execute(
                OWNER,
                "CREATE SCHEMA shop; CREATE TABLE shop.orders (id int PRIMARY KEY); INSERT INTO shop.orders VALUES (1)");
        String script = ManagedDatabase.filledIn(plan.lab().orElseThrow().resources().stream()
                .filter(ConfigMap.class::isInstance)
                .map(ConfigMap.class::cast)
                .findFirst()
                .orElseThrow()
                .getData()
                .get("role.sql"));
        // Each start of the lab runs it.
        database.execute(SUPERUSER, script);
        database.execute(SUPERUSER, script);
    }

    @AfterAll
    static void stop() throws IOException {
        database.close();
    }

    @Test
    void notebooksChangeRowsAndColumnsOfTheUsersTables() throws SQLException {
        database.execute(LAB, "INSERT INTO shop.orders VALUES (2); ALTER TABLE shop.orders ADD COLUMN note text");

        assertThat(database.query(LAB, "SELECT count(*) FROM shop.orders")).isEqualTo("2");
    }

    @Test
    void notebooksSeeSlotsAndMarkPlacesInTheLog() throws SQLException {
        assertThat(database.query(LAB, "SELECT count(*) FROM pg_replication_slots"))
                .isEqualTo("0");
        assertThat(database.query(LAB, "SELECT pg_logical_emit_message(true, 'cdc.wait', '')::text"))
                .contains("/");
    }

    @Test
    void notebooksAreNoSuperuser() {
        for (String denied : new String[] {
            "CREATE ROLE another", "SELECT pg_read_file('postgresql.conf')", "DROP PUBLICATION cdc_shop__inventory"
        }) {
            assertThatThrownBy(() -> database.execute(LAB, denied)).as(denied).isInstanceOf(SQLException.class);
        }
    }
}
