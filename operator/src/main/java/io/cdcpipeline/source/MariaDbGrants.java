package io.cdcpipeline.source;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a user may do, those of its roles that are on included: the catalogue has the user's own only.
 *
 * @param global on all databases
 * @param anywhere on at least one
 */
record MariaDbGrants(Set<String> global, Set<String> anywhere) {

    private static final Pattern GRANT = Pattern.compile("GRANT (.+?) ON (\\S+) TO .*");
    private static final String ALL = "ALL PRIVILEGES";

    /** @param statements what {@code SHOW GRANTS} prints */
    static MariaDbGrants of(List<String> statements) {
        Set<String> global = new HashSet<>();
        Set<String> anywhere = new HashSet<>();
        for (String statement : statements) {
            Matcher grant = GRANT.matcher(statement);
            if (grant.matches()) {
                Set<String> rights =
                        Set.of(grant.group(1).toUpperCase(Locale.ROOT).split(", "));
                anywhere.addAll(rights);
                if (grant.group(2).equals("*.*")) {
                    global.addAll(rights);
                }
            }
        }
        return new MariaDbGrants(Set.copyOf(global), Set.copyOf(anywhere));
    }

    boolean everywhere(String right) {
        return global.contains(right) || global.contains(ALL);
    }

    boolean somewhere(String right) {
        return anywhere.contains(right) || anywhere.contains(ALL);
    }
}
