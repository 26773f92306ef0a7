package io.cdcpipeline.job.collapse;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** A table of versions by what an engine promises, over the lines of {@link Collapsed}: the key is a row's first column and where it ends. */
final class VersionedTable {

    private static final int OWN = 10;
    private static final String NULL = "null";

    private final Map<List<String>, String[]> rows = new HashMap<>();

    void apply(Collapsed batch) {
        List<String> lines = batch.lines();
        for (int i = 0; i < lines.size(); i++) {
            SegmentReport segment = batch.segments().get(i);
            if (segment.end() != null) {
                end(segment.end());
            } else {
                commit(lines.get(i).substring(lines.get(i).indexOf(": ") + 2).split("; "));
            }
        }
    }

    private void end(SegmentReport.End end) {
        Map<List<String>, String[]> before = Map.copyOf(rows);
        rows.clear();
        before.values().forEach(row -> {
            String[] ended = row.clone();
            if (ended[5].equals(NULL)) {
                ended[5] = "" + end.epoch();
                ended[6] = "" + end.at().major();
                ended[7] = "" + end.at().minor();
                ended[8] = "" + end.at().ordinal();
            }
            rows.put(key(ended), ended);
        });
    }

    private void commit(String[] operations) {
        Map<List<String>, String[]> before = Map.copyOf(rows);
        for (String line : operations) {
            String operation = line.substring(0, line.indexOf(' '));
            String[] parts = line.substring(operation.length() + 1).split(" from ");
            String[] row = parts[0].split(",");
            String[] own = before.get(key(row));
            String[] origin = parts.length == 1 ? null : before.get(open(parts[1]));
            String[] there = origin == null ? own : origin;
            if (operation.equals("REMOVE")) {
                rows.remove(key(row));
            } else if (there != null || !operation.equals("REVISE")) {
                rows.put(key(row), completed(row, there));
            }
        }
    }

    private static String[] completed(String[] row, String[] there) {
        String[] all = row.clone();
        for (int i = 0; i < all.length; i++) {
            if (all[i].equals("=")) {
                all[i] = there == null ? NULL : there[i];
            }
        }
        return all;
    }

    private static List<String> key(String[] row) {
        return List.of(row[OWN], row[5], row[6], row[7], row[8]);
    }

    private static List<String> open(String id) {
        return List.of(id, NULL, NULL, NULL, NULL);
    }

    /** All versions, without times: {@code 1,a: 1/90/50/1 - 1/95/60/1}. */
    List<String> versions() {
        return rows.values().stream()
                .map(r -> String.join(",", Arrays.copyOfRange(r, OWN, r.length)) + ": " + place(r, 0) + " - "
                        + place(r, 5))
                .sorted()
                .toList();
    }

    /** The rows that are valid. */
    Map<String, List<String>> valid() {
        Map<String, List<String>> valid = new TreeMap<>();
        rows.values().stream()
                .filter(r -> r[5].equals(NULL))
                .forEach(r -> valid.put(r[OWN], List.of(Arrays.copyOfRange(r, OWN, r.length))));
        return valid;
    }

    private static String place(String[] row, int first) {
        String[] place = Arrays.copyOfRange(row, first, first + 4);
        return Arrays.stream(place).allMatch(p -> Objects.equals(p, NULL)) ? "now" : String.join("/", place);
    }
}
