package io.cdcpipeline.contract.columns;

import io.cdcpipeline.contract.event.SourceColumn;
import io.cdcpipeline.contract.event.SourceColumn.Initial;
import io.cdcpipeline.contract.event.SourceType;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What becomes of the values of one column: the same whether they come in the stream, or are read from the table.
 *
 * @param salt null where nothing is hashed
 */
public record ColumnMask(ColumnRule rule, Salt salt) implements Serializable {

    /** Whether it can be in a key: equal values stay equal, and others differ. */
    boolean keepsKeys() {
        return rule.mask() == Mask.HASH;
    }

    public boolean isExcluded() {
        return rule.mask() == Mask.EXCLUDE;
    }

    /** Whether the value itself is needed; of any other column the source need only tell whether it is NULL. */
    public boolean readsValue() {
        return rule.mask() == Mask.HASH || rule.mask() == Mask.TRUNCATE;
    }

    /** @param text as PostgreSQL prints the value; null for NULL, which stays NULL */
    public String of(String text) {
        if (text == null) {
            return null;
        }
        return switch (rule.mask()) {
            case EXCLUDE, SET_NULL -> null;
            case CONSTANT -> rule.value();
            case TRUNCATE -> truncated(text);
            case HASH -> hash(text);
        };
    }

    /** A large value that did not change is not sent, and not needed where it does not matter what it is. */
    public boolean knowsUnsent() {
        return !readsValue();
    }

    /** What stands for a value that is not NULL and was not sent; only where {@link #knowsUnsent()}. */
    public String ofUnsent() {
        return of("");
    }

    private String truncated(String text) {
        return text.codePointCount(0, text.length()) <= rule.length()
                ? text
                : text.substring(0, text.offsetByCodePoints(0, rule.length()));
    }

    private String hash(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt.bytes());
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** The column as its masked values have it: what is not empty is a text. */
    SourceColumn describe(SourceColumn column) {
        SourceType type = rule.mask() == Mask.SET_NULL || isExcluded() ? column.type() : SourceType.base("text", -1);
        return column.masked(type, initial(column.initial()));
    }

    private Initial initial(Initial initial) {
        if (isExcluded() || rule.mask() == Mask.SET_NULL) {
            return Initial.NULL;
        }
        return initial.known() ? Initial.of(of(initial.text())) : initial;
    }
}
