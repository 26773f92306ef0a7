package io.cdcpipeline.local.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A notebook that was run: what each cell has shown. */
record ShownNotebook(Path file, List<Cell> cells) {

    /**
     * @param source the cell's code
     * @param text all of its output that is text
     * @param kinds MIME types of its output; {@code error} where it failed
     */
    record Cell(String source, String text, List<String> kinds) {

        /** The lines of its text, blanks at the ends aside. */
        List<String> lines() {
            return text.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
        }
    }

    static ShownNotebook read(Path file) {
        try {
            List<Cell> cells = new ArrayList<>();
            for (JsonNode cell : new JsonMapper().readTree(file.toFile()).path("cells")) {
                if (cell.path("cell_type").asText().equals("code")) {
                    cells.add(shown(cell));
                }
            }
            return new ShownNotebook(file, cells);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The only cell whose code has this in it. */
    Cell cell(String part) {
        List<Cell> found = cells.stream().filter(c -> c.source().contains(part)).toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " cells of " + file + " have '" + part + "'");
        }
        return found.get(0);
    }

    List<Cell> cells(String part) {
        return cells.stream().filter(c -> c.source().contains(part)).toList();
    }

    private static Cell shown(JsonNode cell) {
        List<String> texts = new ArrayList<>();
        List<String> kinds = new ArrayList<>();
        for (JsonNode output : cell.path("outputs")) {
            texts.add(joined(output.path("text")));
            texts.add(joined(output.path("data").path("text/plain")));
            output.path("data").fieldNames().forEachRemaining(kinds::add);
            if (output.path("output_type").asText().equals("error")) {
                kinds.add("error");
            }
        }
        return new Cell(
                joined(cell.path("source")),
                texts.stream().filter(t -> !t.isEmpty()).collect(Collectors.joining("\n")),
                kinds);
    }

    private static String joined(JsonNode text) {
        if (text.isTextual()) {
            return text.asText();
        }
        StringBuilder joined = new StringBuilder();
        text.forEach(line -> joined.append(line.asText()));
        return joined.toString();
    }
}
