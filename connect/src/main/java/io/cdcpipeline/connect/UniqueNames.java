package io.cdcpipeline.connect;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Debezium's model of a table tells columns apart without regard to case; PostgreSQL does not. */
final class UniqueNames {

    private UniqueNames() {}

    /** The same names; one that differs from another before it by case only gets its place behind it. */
    static List<String> of(List<String> names) {
        Set<String> taken = new HashSet<>();
        List<String> unique = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            String candidate = name;
            for (int n = i + 1; !taken.add(candidate.toLowerCase(Locale.ROOT)); n++) {
                candidate = name + "#" + n;
            }
            unique.add(candidate);
        }
        return unique;
    }
}
