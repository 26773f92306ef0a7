package io.cdcpipeline.connect.mariadb;

import io.debezium.connector.binlog.charset.BinlogCharsetRegistry;
import io.debezium.connector.mariadb.antlr.MariaDbAntlrDdlParser;
import io.debezium.relational.TableId;
import io.debezium.relational.Tables;
import io.debezium.relational.Tables.TableFilter;
import io.debezium.relational.ddl.DdlChanges;
import io.debezium.relational.ddl.DdlParserListener;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Debezium's reader of definitions, which does not know MariaDB's types of addresses. It gets them as bytes of a length that no column
 * of bytes has, by which {@link ColumnType} knows them again.
 */
final class TextDdlParser extends MariaDbAntlrDdlParser {

    /** The length that stands for {@code inet4}, and one for {@code inet6}; MariaDB's own are up to 255. */
    static final int INET4 = 1004;

    static final int INET6 = 1006;

    /** What is quoted, whatever the quotes, and comments are left alone. */
    private static final Pattern WORDS = Pattern.compile(
            "'(?:[^'\\\\]|\\\\.|'')*+'|\"(?:[^\"\\\\]|\\\\.|\"\")*+\"|`(?:[^`]|``)*+`|/\\*.*?\\*/|\\b(inet[46])\\b(?!\\s*\\()",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern IF_NOT_EXISTS = Pattern.compile("\\bif\\s+not\\s+exists\\b", Pattern.CASE_INSENSITIVE);

    private final CurrentTransaction transaction;

    TextDdlParser(
            boolean comments, TableFilter filter, BinlogCharsetRegistry charsets, CurrentTransaction transaction) {
        super(true, false, comments, filter, charsets);
        this.transaction = transaction;
    }

    @Override
    public DdlChanges parse(String ddl, Tables tables) {
        Map<TableId, TableIdentity> before = TableIdentity.all(tables);
        ExpressionDefaults expressions = new ExpressionDefaults(ddl, tables);
        DdlChanges changes = super.parse(readable(ddl), tables);
        expressions.mark(tables);
        TableIdentity fresh = new TableIdentity(transaction.number(), !transaction.isSnapshot());
        TableIdentity.note(tables, before, made(ddl, changes, before.keySet()), fresh);
        return changes;
    }

    private static Set<TableId> made(String ddl, DdlChanges changes, Set<TableId> before) {
        Set<TableId> made = new HashSet<>();
        changes.getEventsByDatabase((database, events) -> events.forEach(event -> {
            if (event instanceof DdlParserListener.TableCreatedEvent created) {
                made.add(created.tableId());
            }
        }));
        if (IF_NOT_EXISTS.matcher(ddl).find()) {
            made.removeAll(before);
        }
        return made;
    }

    static String readable(String ddl) {
        Matcher word = WORDS.matcher(ddl);
        return word.replaceAll(found -> Matcher.quoteReplacement(
                found.group(1) == null
                        ? found.group()
                        : "binary(" + (found.group(1).endsWith("4") ? INET4 : INET6) + ")"));
    }
}
