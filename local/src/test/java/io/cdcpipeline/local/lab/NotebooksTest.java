package io.cdcpipeline.local.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The notebooks as they are committed. */
class NotebooksTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Path ENGLISH = Path.of("..", "lab", "notebooks");
    private static final Path PORTUGUESE = ENGLISH.resolve("pt");

    @Test
    void bothLanguagesHaveTheSameNotebooks() {
        assertThat(names(ENGLISH)).hasSize(5).isEqualTo(names(PORTUGUESE));
    }

    @ParameterizedTest
    @MethodSource("all")
    void notebookHoldsNoOutput(Path notebook) throws IOException {
        for (JsonNode cell : code(notebook)) {
            assertThat(cell.path("outputs")).as("run lab/notebooks/make").isEmpty();
            assertThat(cell.path("execution_count").isNull()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void notebookSaysWhatOneWillSeeAndWhatToTryNext(Path notebook) throws IOException {
        List<String> texts = cells(notebook).stream()
                .filter(cell -> cell.path("cell_type").asText().equals("markdown"))
                .map(NotebooksTest::source)
                .toList();

        assertThat(texts.get(0)).startsWith("# ").containsAnyOf("What you will see", "O que você vai ver");
        assertThat(texts.get(texts.size() - 1)).containsAnyOf("## What to try next", "## O que tentar agora");
    }

    @ParameterizedTest
    @MethodSource("english")
    void portugueseOneHasTheSameCode(Path notebook) throws IOException {
        List<String> code = code(PORTUGUESE.resolve(notebook.getFileName())).stream()
                .map(NotebooksTest::source)
                .toList();

        assertThat(code)
                .isEqualTo(code(notebook).stream().map(NotebooksTest::source).toList());
    }

    static Stream<Path> english() {
        return names(ENGLISH).stream().map(ENGLISH::resolve);
    }

    static Stream<Path> all() {
        return Stream.concat(english(), names(PORTUGUESE).stream().map(PORTUGUESE::resolve));
    }

    private static List<String> names(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".ipynb"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<JsonNode> code(Path notebook) throws IOException {
        return cells(notebook).stream()
                .filter(cell -> cell.path("cell_type").asText().equals("code"))
                .toList();
    }

    private static List<JsonNode> cells(Path notebook) throws IOException {
        JsonNode cells = JSON.readTree(notebook.toFile()).path("cells");
        assertThat(cells).isNotEmpty();
        return StreamSupport.stream(cells.spliterator(), false).toList();
    }

    private static String source(JsonNode cell) {
        StringBuilder text = new StringBuilder();
        cell.path("source").forEach(line -> text.append(line.asText()));
        return text.toString();
    }
}
