package io.cdcpipeline.source;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A server as the user sees it.
 *
 * @param variables its global ones, in lower case, those that matter
 * @param account the user as the server knows it, {@code 'cdc'@'%'}
 * @param replicas the ids of those that have registered; empty, too, where the user may not see them
 * @param only the databases that are logged; empty for all
 * @param ignored the databases that are not logged
 */
record ObservedMariaDb(
        Map<String, String> variables,
        String account,
        MariaDbGrants grants,
        List<Long> replicas,
        Set<String> only,
        Set<String> ignored) {

    /** Empty when the server has no such variable. */
    String variable(String name) {
        return variables.getOrDefault(name, "");
    }

    boolean is(String name, String value) {
        return variable(name).equalsIgnoreCase(value);
    }

    /** Zero for what is no number. */
    double number(String name) {
        try {
            return Double.parseDouble(variable(name));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    boolean logs(String database) {
        return (only.isEmpty() || only.contains(database)) && !ignored.contains(database);
    }
}
