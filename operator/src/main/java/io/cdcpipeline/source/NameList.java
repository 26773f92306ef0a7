package io.cdcpipeline.source;

import java.util.List;
import java.util.stream.Collectors;

/** Names for a message, the first few of them. */
final class NameList {

    private static final int NAMED = 5;

    private NameList() {}

    static String of(List<String> names) {
        String first = names.stream().limit(NAMED).collect(Collectors.joining(", "));
        return names.size() <= NAMED ? first : first + " and " + (names.size() - NAMED) + " more";
    }
}
