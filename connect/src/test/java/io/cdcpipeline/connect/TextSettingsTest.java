package io.cdcpipeline.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.contract.event.SourceColumn;
import io.debezium.config.Configuration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TextSettingsTest {

    @Test
    void aTaskPrintsValuesAsTheJobReadsThemWhateverItsConnectorSays() {
        Map<String, String> task = settings(Map.of(
                "connector.class", PostgresTextConnector.class.getName(),
                "unavailable.value.placeholder", "mine",
                "converters", "mine",
                "snapshot.query.mode", "select_all",
                "database.options", "-c work_mem=64MB"));

        assertThat(task)
                .containsEntry("unavailable.value.placeholder", SourceColumn.UNCHANGED)
                .containsEntry("converters", TextSettings.CONVERTER)
                .containsEntry("snapshot.query.mode", "custom")
                .containsEntry("connector.class", "io.debezium.connector.postgresql.PostgresConnector");
        assertThat(task.get("database.options"))
                .startsWith("-c work_mem=64MB")
                .contains("-c IntervalStyle=postgres", "-c bytea_output=hex", "-c lc_monetary=C");
    }

    @Test
    void theConverterReachesTheDatabaseAsTheConnectorDoes() {
        Map<String, String> task = settings(Map.of("database.hostname", "db", "database.password", "p"));

        assertThat(task)
                .containsEntry(TextSettings.CONVERTER + ".database.hostname", "db")
                .containsEntry(TextSettings.CONVERTER + ".database.password", "p")
                .containsEntry(TextSettings.CONVERTER + ".database.options", task.get("database.options"));
    }

    /** They are kept in a topic, and shown to whoever asks Connect. */
    @Test
    void aTasksSettingsAreNoMoreThanItsConnectors() {
        Map<String, String> settings = Map.of("slot.name", "s", "database.password", "secret");
        PostgresTextConnector connector = new PostgresTextConnector();
        connector.start(settings);

        assertThat(connector.taskConfigs(1)).isEqualTo(List.of(settings));
        assertThat(connector.taskClass()).isEqualTo(PostgresTextTask.class);
    }

    private static Map<String, String> settings(Map<String, String> connector) {
        return TextSettings.of(Configuration.from(connector)).asMap();
    }
}
