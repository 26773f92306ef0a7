package io.cdcpipeline.local.running;

import io.cdcpipeline.local.home.TemporaryFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives all classes the same running pipeline; it is started for the first and stopped after the last. Tests run side by
 * side on it, each on tables of its own: what they wait for is then done in one go.
 */
public final class SharedPipeline implements ParameterResolver {

    /** Of pipelines beside this one, one at a time. */
    public static final String ANOTHER = "a pipeline of its own";

    /** And beside that, since they wait more than they work. */
    public static final String THIRD = "one more pipeline of its own";

    /** And beside these. */
    static final String FOURTH = "yet one more pipeline of its own";

    /** A table with all common types that is there before the pipeline is. */
    static final String TYPES = "inventory.types_copied";

    /** A table of random rows that is there before the pipeline is. */
    static final String RANDOM = "inventory.random_copied";

    /** What a database may say of how values are printed: none of it may reach a session of ours. */
    private static final List<String> ODD_SETTINGS = List.of(
            "ALTER DATABASE inventory SET intervalstyle = 'sql_standard'",
            "ALTER DATABASE inventory SET bytea_output = 'escape'",
            "ALTER DATABASE inventory SET datestyle = 'German'",
            "ALTER DATABASE inventory SET extra_float_digits = -3",
            "ALTER DATABASE inventory SET timezone = 'America/Sao_Paulo'",
            "ALTER DATABASE inventory SET statement_timeout = '1min'");

    /** For one table, which has what Delta has no one type for. */
    private static final String TYPE_POLICIES = """

              types:
                text: ["inventory.decided.grid", "inventory.decided.flag"]
                overrides:
                - {match: inventory.decided, infinity: "Null", numeric: "Decimal(20,4)"}
            """.stripTrailing();

    /** By their names, tables are other than mirrors. */
    private static final String MODES = """

              tableSettings:
              - {match: "inventory.changelog_*", mode: Changelog}
              - match: "inventory.masked_*"
                columns:
                - {match: email, mask: Hash}
                - {match: phone, mask: Truncate, length: 3}
                - {match: city, mask: Constant, value: "***"}
                - {match: born, mask: SetNull}
                - {match: "note*", exclude: true}
              - {match: "inventory.given_key*", key: [account, day]}
              - match: "inventory.named_*"
                target: "crm.{table}"
                changeDataFeed: true
                clusterBy: [city]
                properties: {logRetentionDuration: 90d, dataSkippingStatsColumns: [id]}
              - {match: "inventory.soft_*", deletes: Soft}
              - {match: "inventory.history_*", mode: History}
              maskSalt: {secret: inventory-salt}
            """.stripTrailing();

    private static final String SALT = """
            apiVersion: v1
            kind: Secret
            metadata: {name: inventory-salt}
            stringData: {salt: a salt of sixteen bytes}
            ---
            """;

    /** A table with masked columns whose rows are there before the pipeline is; what is looked for stands in no file of the pipeline's. */
    private static final List<String> MASKED = List.of(
            "CREATE TABLE inventory.masked_copied (email text PRIMARY KEY, phone text, city text, born date,"
                    + " note_1 text, visits int)",
            "INSERT INTO inventory.masked_copied SELECT 'clear' || 'text' || i || '@example.com', '+49 clear' || 'text',"
                    + " 'clear' || 'text', '2000-01-01', 'clear' || 'text', i FROM generate_series(1, 20) i");

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestPipeline.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SharedPipeline.class))
                .computeIfAbsent(Running.class, key -> Running.start(), Running.class)
                .pipeline();
    }

    private record Running(TemporaryFolder folder, TestPipeline pipeline) implements AutoCloseable {

        static Running start() {
            TemporaryFolder folder = TemporaryFolder.create("cdc-it-");
            return new Running(folder, TestPipeline.startForLong(folder.path(), manifest(folder.path())));
        }

        /** The sample's last document is the ConfigMap with its SQL: here it gets one more file. */
        private static Path manifest(Path folder) {
            String sql = Stream.of(
                            ODD_SETTINGS,
                            TypeSample.table(TYPES, TypeSample.ALL),
                            RandomRows.prepare(),
                            MASKED,
                            List.of(RandomRows.table(RANDOM), RandomRows.fill(RANDOM)))
                    .flatMap(List::stream)
                    .map(s -> "    " + s + ";\n")
                    .collect(Collectors.joining());
            try {
                String sample = Files.readString(TestPipeline.SAMPLE)
                        .replace(
                                "[\"inventory.*\"]",
                                "[\"inventory.*\", \"sales.*\", \"sales_eu.*\"]" + MODES + TYPE_POLICIES);
                return Files.writeString(folder.resolve("manifest.yaml"), SALT + sample + "  types.sql: |\n" + sql);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            pipeline.close();
            folder.delete();
        }
    }
}
