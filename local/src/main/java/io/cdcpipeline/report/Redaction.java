package io.cdcpipeline.report;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes secrets out of texts: those that are known, wherever and however they are written, and what looks like one. Rather a
 * harmless word too many than a password too few.
 */
final class Redaction {

    static final String MARK = "(left out)";

    private static final String SECRET_WORD =
            "passwords?|passwd|pwd|secret|token|credentials?|api[._-]?key|access[._-]?key|account[._-]?key|private[._-]?key|signature|sig";

    /** {@code word = value}, in a line of a log, in JSON, in JSON within JSON; not where the value is looked up elsewhere. */
    private static final Pattern ASSIGNED =
            Pattern.compile("(?i)((?:" + SECRET_WORD + ")[\\w.-]{0,40}\\\\?[\"']?\\s{0,4}[:=]\\s{0,4})"
                    + "(?!\\\\?[\"']?\\$\\{)(\\\\?\"[^\"]*\"|'[^']*'|[^\\s,;&})\\]\"']+)");

    private static final List<Pattern> AFTER = List.of(
            Pattern.compile("(?i)(\\b(?:password|identified by)\\s+)'[^']*'"),
            Pattern.compile("(?i)(\\b(?:bearer|basic)\\s+)[\\w.~+/=-]{6,}"),
            Pattern.compile("(://[^/\\s:@]{0,100}:)[^/\\s@]+(?=@)"),
            Pattern.compile(
                    "()-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|\\z)", Pattern.DOTALL),
            Pattern.compile("()\\beyJ[\\w-]{8,}\\.[\\w-]+\\.[\\w-]*"),
            Pattern.compile("()\\b(?:AKIA|ASIA)[0-9A-Z]{16}\\b"));

    /** A field whose own value is the secret; of a Secret's name, or a file's, that is no secret, there are more. */
    private static final Pattern FIELD = Pattern.compile(
            "(?i).*(passwords?|passwd|pwd|[._-]secret|secret[._-]?key|access[._-]?key|account[._-]?key|private[._-]?key|api[._-]?key"
                    + "|token|credentials?|signature|jaas[.]config)");

    private static final Pattern VARIABLE = Pattern.compile("(?i).*(passw|pwd|secret|token|key|credential).*");
    private static final Pattern LOOKED_UP = Pattern.compile("\\$\\{[^}]*}");

    private final Pattern known;

    private Redaction(Pattern known) {
        this.known = known;
    }

    /** @param secrets as they are; they are found in other forms, too */
    static Redaction of(Collection<String> secrets) {
        return new Redaction(SecretForms.of(secrets));
    }

    /** Of a log, a message, a file. */
    String text(String text) {
        String rest = ASSIGNED.matcher(known(text)).replaceAll("$1" + Matcher.quoteReplacement(MARK));
        for (Pattern pattern : AFTER) {
            rest = pattern.matcher(rest).replaceAll("$1" + Matcher.quoteReplacement(MARK));
        }
        return rest;
    }

    /** Only those that are known: for what has been through the others. */
    String known(String text) {
        return known.matcher(text).replaceAll(Matcher.quoteReplacement(MARK));
    }

    /** Of maps, lists and texts, as YAML and JSON are read: here a field's name tells what is a secret and what the name of one. */
    Object tree(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map(map);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(this::tree).toList();
        }
        return value instanceof String text ? text(text) : value;
    }

    private Map<String, Object> map(Map<?, ?> map) {
        Map<String, Object> clean = new LinkedHashMap<>();
        boolean secretVariable =
                map.get("name") instanceof String name && VARIABLE.matcher(name).matches();
        map.forEach((key, value) -> {
            String field = String.valueOf(key);
            boolean secret = FIELD.matcher(field).matches() || secretVariable && field.equals("value");
            clean.put(known(field), secret && isValue(value) ? MARK : tree(value));
        });
        return clean;
    }

    private static boolean isValue(Object value) {
        return value instanceof Number
                || value instanceof String text && !LOOKED_UP.matcher(text).matches();
    }
}
