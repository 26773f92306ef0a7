package io.cdcpipeline.local.sql;

import java.util.regex.Pattern;

/**
 * One statement of a script, or one of psql's own commands, which start with a backslash.
 *
 * @param line where it starts, from 1
 * @param text without the semicolon that ends it
 * @param copyData the lines that follow a {@code COPY … FROM STDIN}, as {@code pg_dump} writes them; else null
 */
public record SqlStatement(int line, String text, String copyData) {

    private static final Pattern COPY_FROM_STDIN =
            Pattern.compile("COPY\\b.*\\bFROM\\s+STDIN\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    public SqlStatement(int line, String text) {
        this(line, text, null);
    }

    public boolean isMetaCommand() {
        return text.startsWith("\\");
    }

    boolean isCopyFromStdin() {
        return COPY_FROM_STDIN.matcher(text).matches();
    }
}
