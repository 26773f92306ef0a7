package io.cdcpipeline.job.fill;

import io.cdcpipeline.contract.event.MariaDbKinds;
import io.cdcpipeline.contract.event.SourceType;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A column of MariaDB, as a fill reads it: its values become the very texts that the stream has of it.
 *
 * @param kind what its type is called, in small letters: {@code bigint}
 * @param arguments what stands in the type's parentheses, with these; empty for nothing that counts
 * @param unsigned whether it has no sign
 * @param filled whether the server prints zeros before its numbers
 */
public record MariaDbColumn(String name, String kind, String arguments, boolean unsigned, boolean filled)
        implements Serializable {

    private static final Pattern DEFINITION = Pattern.compile("(\\w+)\\s*(\\(.*\\))?\\s*([\\w\\s]*)", Pattern.DOTALL);
    private static final Set<String> CHARACTERS =
            Set.of("char", "varchar", "tinytext", "text", "mediumtext", "longtext");
    private static final Set<String> MEASURED = Set.of(
            "decimal", "char", "varchar", "binary", "varbinary", "bit", "datetime", "timestamp", "time", "enum", "set");
    /** @param definition {@code column_type} of the catalogue */
    static MariaDbColumn of(String name, String definition) {
        String plain = definition.replaceAll("/\\*.*?\\*/", "").strip();
        Matcher parts = DEFINITION.matcher(plain);
        if (!parts.matches()) {
            return new MariaDbColumn(name, plain, "", false, false);
        }
        String kind = parts.group(1);
        String arguments = MEASURED.contains(kind) && parts.group(2) != null ? parts.group(2) : "";
        return new MariaDbColumn(
                name,
                kind,
                arguments,
                parts.group(3).contains("unsigned"),
                parts.group(3).contains("zerofill"));
    }

    /** As an event describes it. */
    SourceType type() {
        return SourceType.mariadb(kind + arguments + (unsigned ? " unsigned" : ""));
    }

    boolean isInteger() {
        return MariaDbKinds.isInteger(kind);
    }

    /** Whether the server gives bytes, of which the digits are the text. */
    public boolean isBytes() {
        return MariaDbKinds.isBytes(kind);
    }

    /**
     * What to select for it. What may be large is given as it lies there: a function's result that is larger than a packet would be
     * NULL without a word.
     */
    public String expression() {
        String quoted = quoted(name);
        if (isBytes() || CHARACTERS.contains(kind)) {
            return quoted;
        }
        return switch (kind) {
            case "float", "double" -> "CAST(CAST(" + quoted + " AS DOUBLE) AS CHAR)";
            case "bit" -> "LPAD(BIN(" + quoted + "), " + arguments.replaceAll("\\D", "") + ", '0')";
            default -> "CAST(" + (isInteger() && filled ? "CAST(" + quoted + " AS UNSIGNED)" : quoted) + " AS CHAR)";
        };
    }

    /** The stream's text of what the server gave where it is another one; null for the very same. */
    byte[] changed(String printed) {
        return switch (kind) {
            case "float" -> Float.toString((float) Double.parseDouble(printed)).getBytes(StandardCharsets.US_ASCII);
            case "double" -> Double.toString(Double.parseDouble(printed)).getBytes(StandardCharsets.US_ASCII);
            default -> null;
        };
    }

    boolean isReal() {
        return MariaDbKinds.isReal(kind);
    }

    /** Any name as SQL takes it. */
    static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }
}
