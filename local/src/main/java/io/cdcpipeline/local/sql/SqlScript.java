package io.cdcpipeline.local.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a script where psql would: at semicolons outside of quotes, dollar quotes, comments, parentheses and the bodies
 * of SQL functions ({@code BEGIN ATOMIC … END}); and takes psql's own commands at the start of a line for themselves.
 */
public final class SqlScript {

    private static final Pattern COPY_END = Pattern.compile("\n\\\\\\.(?=\r?\n|\r?$)");

    private final String script;
    private final List<SqlStatement> statements = new ArrayList<>();
    private final StringBuilder current = new StringBuilder();
    private final RoutineBody body = new RoutineBody();
    private int at;
    private int line = 1;
    private int startLine = 1;
    private int depth;

    private SqlScript(String script) {
        this.script = script;
    }

    /** The statements of a script, in order. One that is all comment is left out. */
    public static List<SqlStatement> statements(String script) {
        SqlScript scanner = new SqlScript(script);
        while (scanner.at < script.length()) {
            scanner.step();
        }
        scanner.endStatement();
        return List.copyOf(scanner.statements);
    }

    private void step() {
        int end = SqlToken.end(script, at);
        String token = script.substring(at, end);
        char first = token.charAt(0);
        if (SqlToken.isComment(token)) {
            // Dropped at a statement's start, so that a file's head does not belong to its first statement.
            take(current.isEmpty() ? "" : token, end);
        } else if (first == ';' && depth == 0 && !body.isOpen()) {
            take("", end);
            endStatement();
        } else if (first == '\\' && current.isEmpty()) {
            metaCommand();
        } else if (Character.isWhitespace(first) && current.isEmpty()) {
            take("", end);
        } else {
            statementPart(token, end);
        }
    }

    private void statementPart(String token, int end) {
        if (current.isEmpty()) {
            startLine = line;
        }
        depth = Math.max(0, depth + (token.equals("(") ? 1 : token.equals(")") ? -1 : 0));
        body.see(token);
        take(token, end);
    }

    private void metaCommand() {
        int lineEnd = script.indexOf('\n', at);
        int end = lineEnd < 0 ? script.length() : lineEnd;
        statements.add(new SqlStatement(line, script.substring(at, end).strip()));
        take("", end);
    }

    private void take(String kept, int end) {
        current.append(kept);
        for (; at < end; at++) {
            line += script.charAt(at) == '\n' ? 1 : 0;
        }
    }

    private void endStatement() {
        String text = current.toString().strip();
        current.setLength(0);
        body.reset();
        depth = 0;
        SqlStatement statement = new SqlStatement(startLine, text);
        if (!text.isEmpty()) {
            statements.add(statement.isCopyFromStdin() ? new SqlStatement(startLine, text, copyData()) : statement);
        }
    }

    /** The lines up to the one that is {@code \\.}, or to the end. */
    private String copyData() {
        int start = Math.min(
                script.length(), script.indexOf('\n', at) < 0 ? script.length() : script.indexOf('\n', at) + 1);
        Matcher end = COPY_END.matcher(script);
        boolean found = end.find(Math.max(0, start - 1));
        int dataEnd = found ? end.start() + 1 : script.length();
        String data = script.substring(start, Math.max(start, dataEnd));
        take("", found ? end.end() : script.length());
        current.setLength(0);
        return data;
    }
}
