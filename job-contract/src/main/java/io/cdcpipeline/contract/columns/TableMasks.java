package io.cdcpipeline.contract.columns;

import io.cdcpipeline.contract.Sha256;
import io.cdcpipeline.contract.event.SourceColumn;
import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What becomes of the columns of one table.
 *
 * @param key of which columns its key is, in that order, whatever the source says; empty for the source's
 * @param salt null where nothing is hashed
 */
public record TableMasks(List<ColumnRule> rules, List<String> key, Salt salt) implements Serializable {

    /** Of a table that is as it is in the source. */
    public static final TableMasks NONE = new TableMasks(List.of(), List.of(), null);

    private static final int SHOWN = 16;

    private static final String ESCAPED =
            "column %1$s, for which spec.tableSettings has a rule, is called %2$s in the source now,"
                    + " for which it has none: give it a rule for that name and have a snapshot taken (cdc snapshot, or a CdcOperation),"
                    + " or nothing but the snapshot where its values may be seen";

    public boolean isEmpty() {
        return rules.isEmpty() && key.isEmpty();
    }

    /** Empty for a column that stays as it is. */
    public Optional<ColumnMask> of(String column) {
        return rules.stream()
                .filter(rule -> Pattern.matches(rule.columns(), column))
                .findFirst()
                .map(rule -> new ColumnMask(rule, rule.mask() == Mask.HASH ? salt : null));
    }

    /**
     * The rules that match none of the columns, so that they do nothing.
     *
     * @param columns names of all that the table has
     * @return their places among the rules
     */
    public List<Integer> unmatched(Collection<String> columns) {
        return IntStream.range(0, rules.size())
                .filter(i -> columns.stream()
                        .noneMatch(c -> Pattern.matches(rules.get(i).columns(), c)))
                .boxed()
                .toList();
    }

    /**
     * Why values of a column would be sent in clear that are not so far: it got another name, for which there is no rule.
     *
     * @param before names by what tells columns apart
     * @param now the same, later
     * @return a sentence with the way out; empty where no column has escaped
     */
    public Optional<String> escaped(Map<String, String> before, Map<String, String> now) {
        return before.entrySet().stream()
                .filter(column -> of(column.getValue()).isPresent())
                .filter(column -> now.containsKey(column.getKey())
                        && of(now.get(column.getKey())).isEmpty())
                .findFirst()
                .map(column -> ESCAPED.formatted(column.getValue(), now.get(column.getKey())));
    }

    public boolean excludes(String column) {
        return of(column).filter(ColumnMask::isExcluded).isPresent();
    }

    /**
     * What tells these rules, and the salt, from all others; null for none. A table's rows are all made by the same.
     */
    public String signature() {
        if (isEmpty()) {
            return null;
        }
        boolean hashes = rules.stream().anyMatch(rule -> rule.mask() == Mask.HASH);
        return Sha256.hex(rules + (key.isEmpty() ? "" : key.toString()) + (hashes ? salt.fingerprint() : ""))
                .substring(0, SHOWN);
    }

    /** The columns as they leave the source, those that are excluded among them; they say by which rules that is. */
    public List<SourceColumn> describe(List<SourceColumn> columns) {
        if (isEmpty()) {
            return columns;
        }
        List<SourceColumn> keyed = keyed(columns);
        String problem = problem(keyed) == null ? identityProblem(keyed) : problem(keyed);
        return keyed.stream().map(c -> describe(c, problem)).toList();
    }

    /** With the key that they have here. Nothing but the manifest says that it is one: it may be NULL. */
    public List<SourceColumn> keyed(List<SourceColumn> columns) {
        return key.isEmpty()
                ? columns
                : columns.stream()
                        .map(c -> c.withKey(key.indexOf(c.name()) + 1, true))
                        .toList();
    }

    /** A row that is changed is found by the key that it had, which the source has to send. */
    private String identityProblem(List<SourceColumn> keyed) {
        boolean sends = keyed.stream().anyMatch(SourceColumn::identity);
        return sends && keyed.stream().anyMatch(c -> c.key() > 0 && !c.identity())
                ? "the source does not send the key " + key
                        + ", which spec.tableSettings gives the table, of rows before"
                        + " a change: ALTER TABLE … REPLICA IDENTITY FULL makes it, or take key out there"
                : null;
    }

    private SourceColumn describe(SourceColumn column, String problem) {
        SourceColumn masked =
                of(column.name()).map(mask -> mask.describe(column)).orElse(column);
        return column.relation() == null ? masked : masked.of(column.relation().with(signature(), problem));
    }

    /** Why the table cannot be in the lake like this, as a sentence; null where it can. */
    public String problem(List<SourceColumn> columns) {
        List<String> names = columns.stream().map(SourceColumn::name).toList();
        List<String> absent = key.stream().filter(name -> !names.contains(name)).toList();
        if (!absent.isEmpty()) {
            return "the table has no columns " + absent + " of the key that spec.tableSettings gives it; it has "
                    + names;
        }
        return columns.stream()
                .filter(c -> c.key() > 0)
                .filter(c -> of(c.name()).filter(mask -> !mask.keepsKeys()).isPresent())
                .findFirst()
                .map(c -> "column " + c.name()
                        + " is in the table's key, of which a column can be hashed and nothing else:"
                        + " rows would not be told apart; say mask: Hash in spec.tableSettings, or leave it out there")
                .orElse(null);
    }
}
