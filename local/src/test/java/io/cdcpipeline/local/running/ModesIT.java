package io.cdcpipeline.local.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.cli.CommandLineRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Given a mode's section in {@code docs/modes.md}, or the pages on columns and tables, when its SQL ran in the source, then the lake answers what stands there. */
@ExtendWith(SharedPipeline.class)
@Execution(ExecutionMode.CONCURRENT)
class ModesIT {

    private static final Path DOCS =
            TestPipeline.SAMPLE.resolveSibling("../../docs").normalize();
    private static final Pattern SECTION = Pattern.compile("(?m)^##? (.+)$");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(sql source|sql lake|text)$\n(.*?)^```$");

    private final TestPipeline pipeline;

    ModesIT(TestPipeline pipeline) {
        this.pipeline = pipeline;
    }

    /** A mode's name, and its example's blocks. */
    record Example(String mode, List<MatchResult> blocks) {

        @Override
        public String toString() {
            return mode;
        }
    }

    static Stream<Example> examples() throws IOException {
        List<Example> examples = new ArrayList<>();
        for (String page : List.of("modes.md", "columns.md", "tables.md")) {
            examples.addAll(examples(Files.readString(DOCS.resolve(page))));
        }
        return examples.stream().filter(e -> !e.blocks().isEmpty());
    }

    private static List<Example> examples(String page) {
        List<MatchResult> sections = SECTION.matcher(page).results().toList();
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < sections.size(); i++) {
            int end = i + 1 < sections.size() ? sections.get(i + 1).start() : page.length();
            Matcher blocks = BLOCK.matcher(page).region(sections.get(i).end(), end);
            examples.add(new Example(sections.get(i).group(1), blocks.results().toList()));
        }
        return examples;
    }

    @Test
    void aHistoryIsReadAsOfATimeAndAsOfAPlace() throws Exception {
        pipeline.source(
                "CREATE TABLE inventory.history_as_of (id int PRIMARY KEY, v text)",
                "INSERT INTO inventory.history_as_of VALUES (1, 'a'), (2, 'b')",
                "UPDATE inventory.history_as_of SET v = 'c' WHERE id = 1",
                "DELETE FROM inventory.history_as_of WHERE id = 2");
        String[] first = pipeline.lake(
                        "SELECT _cdc_from_commit_lsn, date_format(_cdc_from_time, \"yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'\")"
                                + " FROM inventory.history_as_of WHERE v = 'a'")
                .get(0)
                .split("[|]");
        long place = Long.parseLong(first[0]);
        String lsn = "%X/%X".formatted(place >>> 32, place & 0xFFFF_FFFFL);

        String sql = "SELECT id, v FROM inventory.history_as_of ORDER BY id";
        assertThat(pipeline.cdc("sql", "--csv", "--as-of", lsn, sql).output()).isEqualTo("id,v\r\n1,a\r\n2,b\r\n");
        assertThat(pipeline.cdc("sql", "--csv", "--as-of", first[1], sql).output())
                .isEqualTo("id,v\r\n1,a\r\n2,b\r\n");
        assertThat(pipeline.cdc("sql", "--csv", "--as-of", "2100-01-01T00:00:00Z", sql)
                        .output())
                .isEqualTo("id,v\r\n1,c\r\n");
        CommandLineRun other = pipeline.cdc("sql", "--as-of", lsn, "SELECT * FROM inventory.customers");
        assertThat(other.code()).isEqualTo(3);
        assertThat(other.errors()).contains("table inventory.customers keeps no versions");
    }

    @Test
    void theQuestionsToAHistoryAreAnsweredByDuckDbAlike() throws Exception {
        String table = "inventory.history_for_duckdb";
        Example example =
                examples().filter(e -> e.mode().equals("History")).findFirst().orElseThrow();
        List<String> answer = null;
        try (DuckDb reader = DuckDb.open()) {
            for (MatchResult block : example.blocks()) {
                String text = block.group(2).replace("inventory.history_prices", table);
                switch (block.group(1)) {
                    case "sql source" -> {
                        pipeline.source(text.strip().split(";\\s*"));
                        pipeline.lake("SELECT count(*) FROM " + table);
                    }
                    case "sql lake" -> {
                        Path folder = pipeline.home().lake().resolve(table.replace('.', '/'));
                        answer = reader.rows(text.replace(table, "delta_scan('" + folder + "')"));
                    }
                    default ->
                        assertThat(answer)
                                .containsExactlyElementsOf(text.lines().toList());
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theExampleOfAModeIsTrue(Example example) throws Exception {
        List<String> answer = null;
        for (MatchResult block : example.blocks()) {
            switch (block.group(1)) {
                case "sql source" -> pipeline.source(block.group(2).strip().split(";\\s*"));
                case "sql lake" -> answer = pipeline.lake(block.group(2));
                default ->
                    assertThat(answer)
                            .containsExactlyElementsOf(block.group(2).lines().toList());
            }
        }
        assertThat(answer).isNotNull();
    }
}
