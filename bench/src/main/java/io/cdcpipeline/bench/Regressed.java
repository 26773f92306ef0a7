package io.cdcpipeline.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.cdcpipeline.bench.RegressedTable.Fate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * What source and lake say of the tables that are left.
 *
 * @param status {@code cdc status --json} at the end
 * @param first what {@code cdc verify} said of each table at first
 * @param second what it said once fills had had their time
 */
record Regressed(JsonNode status, Map<String, Verdict> first, Map<String, Verdict> second) {

    private static final Pattern VERDICT = Pattern.compile("(.*?): (equal|DIFFERENT|NOT COMPARED), (.*)");

    /** What {@code cdc verify} says of a table: the word, and the rest of its line. */
    record Verdict(String word, String rest) {

        private boolean isEqual() {
            return word.equals("equal");
        }
    }

    /** Reads the lines of {@code cdc verify}; those of single rows are indented, and left out. */
    static Map<String, Verdict> verdicts(List<String> lines) {
        Map<String, Verdict> verdicts = new HashMap<>();
        for (String line : lines) {
            Matcher verdict = VERDICT.matcher(line);
            if (!line.startsWith("  ") && verdict.matches()) {
                verdicts.put(verdict.group(1), new Verdict(verdict.group(2), verdict.group(3)));
            }
        }
        return verdicts;
    }

    /**
     * @param seen a line {@code file TAB table} for each table that was there after each file
     * @param left those that are there now
     */
    List<RegressedTable> tables(List<String> seen, Set<String> left) {
        Map<String, String> makers = new LinkedHashMap<>();
        for (String line : seen) {
            String[] parts = line.split("\t", 2);
            makers.putIfAbsent(parts[1], parts[0]);
        }
        List<RegressedTable> tables = new ArrayList<>();
        makers.forEach((table, file) -> {
            if (left.contains(table)) {
                tables.add(table(file, table));
            }
        });
        return tables;
    }

    /** A line for each table of which changes could not be read, with the reason of the first; also of tables that are gone. */
    List<String> letters() {
        return StreamSupport.stream(status.at("/apply/letters").spliterator(), false)
                .map(l -> "- dead letters of `" + l.path("table").asText("?") + "`: "
                        + l.path("count").asLong() + ", " + l.path("reason").asText())
                .toList();
    }

    private RegressedTable table(String file, String name) {
        JsonNode told = told(name);
        Verdict verdict = second.getOrDefault(name, new Verdict("NOT COMPARED", "nothing was said of it"));
        if (told.path("state").asText().equals("Failed")) {
            return new RegressedTable(
                    file, name, Fate.FAILED, told.path("message").asText());
        }
        if (told.path("version").asLong(-1) < 0) {
            return new RegressedTable(file, name, Fate.MISSING, "it is not in the lake");
        }
        if (verdict.isEqual()) {
            Verdict before = first.getOrDefault(name, verdict);
            return before.isEqual()
                    ? new RegressedTable(file, name, Fate.EQUAL, "")
                    : new RegressedTable(file, name, Fate.HEALED, before.word + ", " + before.rest);
        }
        String why = verdict.rest + told.path("message").asText("").transform(m -> m.isBlank() ? "" : "; " + m);
        return new RegressedTable(
                file, name, verdict.word.equals("DIFFERENT") ? Fate.DIFFERENT : Fate.NOT_COMPARED, why);
    }

    private JsonNode told(String name) {
        return StreamSupport.stream(status.at("/apply/tables").spliterator(), false)
                .filter(t -> t.path("name").asText().equals(name))
                .findFirst()
                .orElseGet(com.fasterxml.jackson.databind.node.MissingNode::getInstance);
    }
}
