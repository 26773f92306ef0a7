package io.cdcpipeline.local.running;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
