package io.cdcpipeline.source;

import java.util.regex.Pattern;

/**
 * A name as a statement has it that somebody is told to run. Who may make a table or a role is not who runs that: a name must not be
 * able to go on as another statement.
 */
final class SqlName {

    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_$]*");

    private static final Pattern PLAIN_OF_MARIADB = Pattern.compile("[0-9A-Za-z_$]+");

    private SqlName() {}

    static String ofPostgres(String name) {
        return PLAIN.matcher(name).matches() ? name : "\"" + name.replace("\"", "\"\"") + "\"";
    }

    static String ofMariaDb(String name) {
        return PLAIN_OF_MARIADB.matcher(name).matches() ? name : MariaDbSql.quoted(name);
    }
}
