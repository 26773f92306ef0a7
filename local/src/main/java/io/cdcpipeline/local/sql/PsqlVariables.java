package io.cdcpipeline.local.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * psql's variables, as far as the plan's scripts use them: {@code \set name value}, {@code \set name `cat file`}, and
 * {@code :'name'} in a statement.
 */
public final class PsqlVariables {

    private static final Pattern SET = Pattern.compile("\\\\set\\s+(\\w+)(?:\\s+(.*))?");
    private static final Pattern CAT = Pattern.compile("`\\s*cat\\s+(\\S+)\\s*`");
    private static final Pattern USE = Pattern.compile(":'(\\w+)'");

    private final Map<String, String> mounts;
    private final Map<String, String> values = new TreeMap<>();

    /** @param mounts the folders that a script's paths start with, and where they are on this machine */
    public PsqlVariables(Map<String, String> mounts) {
        this.mounts = Map.copyOf(mounts);
    }

    /**
     * Obeys one of psql's own commands.
     *
     * @throws IllegalArgumentException when this runner does not know it: it is never skipped silently
     */
    public void run(String metaCommand) {
        Matcher set = SET.matcher(metaCommand);
        if (!set.matches()) {
            throw new IllegalArgumentException("of psql's own commands only \\set is understood on this machine, not: "
                    + metaCommand.split("\\s", 2)[0]);
        }
        String value = set.group(2) == null ? "" : set.group(2).strip();
        Matcher cat = CAT.matcher(value);
        values.put(set.group(1), cat.matches() ? read(cat.group(1)) : value);
    }

    /** The statement with the values that are set in place of their names, as SQL literals. */
    public SqlStatement replacedIn(SqlStatement statement) {
        String text = USE.matcher(statement.text())
                .replaceAll(use -> Matcher.quoteReplacement(literal(use.group(1), use.group())));
        return new SqlStatement(statement.line(), text, statement.copyData());
    }

    private String literal(String name, String unset) {
        String value = values.get(name);
        return value == null ? unset : "'" + value.replace("'", "''") + "'";
    }

    private String read(String path) {
        String local = mounts.entrySet().stream()
                .filter(m -> path.startsWith(m.getKey() + "/"))
                .findFirst()
                .map(m -> m.getValue() + path.substring(m.getKey().length()))
                .orElse(path);
        try {
            return Files.readString(Path.of(local)).stripTrailing();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + local, e);
        }
    }
}
