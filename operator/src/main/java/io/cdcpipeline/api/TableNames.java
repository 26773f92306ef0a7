package io.cdcpipeline.api;

/** How single tables are named, where no pattern may stand. */
final class TableNames {

    private static final String SCHEMA = "[^.!*?\\p{Z}\\p{Cc}\"]([^.*?\\p{Cc}\"]*[^.*?\\p{Z}\\p{Cc}\"])?";
    private static final String NAME = "[^*?\\p{Z}\\p{Cc}\"]([^*?\\p{Cc}\"]*[^*?\\p{Z}\\p{Cc}\"])?";
    private static final String TABLE = "r'^" + SCHEMA + "\\." + NAME + "$'";

    static final String RULE = "self.tables.all(t, t.matches(" + TABLE + "))";
    static final String OPTIONAL_RULE = "!has(self.tables) || " + RULE;
    static final String MESSAGE_EXPRESSION =
            "'not a table: %s; write schema.table without quotes and wildcards'.format([self.tables.filter(t, !t.matches("
                    + TABLE + "))])";

    private TableNames() {}
}
