package io.cdcpipeline.local.mapping;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Rewrites what names a place in a cluster (a mounted path, a service's address) to where that is on this machine. */
final class Relocation {

    private final Map<String, String> places;
    private final Pattern pattern;

    /** @param places from the name in the cluster to the one here */
    Relocation(Map<String, String> places) {
        this.places = Map.copyOf(places);
        // The longest first, and only whole names: /mnt/database is not meant by /mnt/database-ca.
        List<String> names = places.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Pattern::quote)
                .toList();
        this.pattern = Pattern.compile("(?<![\\w./-])(" + String.join("|", names) + ")(?![\\w.-])");
    }

    String apply(String text) {
        return places.isEmpty()
                ? text
                : pattern.matcher(text).replaceAll(found -> Matcher.quoteReplacement(places.get(found.group(1))));
    }

    Map<String, String> apply(Map<String, ?> values) {
        return values.entrySet().stream()
                .filter(e -> e.getValue() != null)
                .collect(Collectors.toMap(
                        Map.Entry::getKey, e -> apply(e.getValue().toString()), (a, b) -> b, TreeMap::new));
    }

    Relocation and(Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(places);
        all.putAll(more);
        return new Relocation(all);
    }
}
