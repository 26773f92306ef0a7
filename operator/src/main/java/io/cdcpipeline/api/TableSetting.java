package io.cdcpipeline.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** What some tables are in the lake. */
@Wire
@ValidationRule(
        value = TableSetting.TARGET_RULE,
        fieldPath = ".target",
        message =
                "write the name in the lake, schema.table, of letters, digits, _ and -, where {schema} and {table} stand for what"
                        + " a table is called in the source")
@ValidationRule(
        value = TableSetting.SHARED_RULE,
        fieldPath = ".target",
        message =
                "match may be several tables, and no two share one in the lake; put {table} into target, and {schema} where"
                        + " match has * or ? before its dot")
@ValidationRule(
        value = TableSetting.OWN_RULE,
        fieldPath = ".target",
        message = "cdc is the schema of the pipeline's own tables, such as cdc.dead_letters; choose another one")
@ValidationRule(
        value = "self.deletes == 'Hard' || self.mode == 'Mirror'",
        fieldPath = ".deletes",
        message = "Soft is for a Mirror alone: another mode keeps what was deleted anyway; remove it")
public record TableSetting(
        @JsonPropertyDescription("The tables: a pattern schema.table, where * stands for any characters and ? for one.")
        @Required
        @Size(max = 130)
        @Pattern("^[^!.][^.]*[.].+$")
        String match,

        @JsonPropertyDescription(
                "Mirror: the same rows as in the source. Changelog: each change in a row of its own, with its"
                        + " operation, position, transaction and commit time, and the row before and after as far as the source"
                        + " sends them; rows are only added. History: each version of each row, with where and when it became valid, and up to"
                        + " where and when it was; it needs a key. A table that is in the lake keeps the mode that it has: where this says"
                        + " another one it is Failed, until a snapshot of it is asked for, which makes it anew. The default is Mirror.")
        @Default("Mirror")
        Mode mode,

        @JsonPropertyDescription(
                "What becomes of a Mirror's row when the source's is deleted. Hard: it goes. Soft: it stays as it was, with"
                        + " _cdc_deleted true and the time of the commit in _cdc_deleted_at; one that comes back is live again. Soft needs"
                        + " a key. It is a part of the mode: changing it needs a snapshot, too. The default is Hard.")
        @Default("Hard")
        Deletes deletes,

        @JsonPropertyDescription(
                "Columns that are left out or masked before their values leave the source's side: neither Kafka nor a dead letter nor"
                        + " the lake has them. Up to 100 entries, of which the first that matches a column counts. What changes here"
                        + " later, or another salt, fails a table that is in the lake until a snapshot of it is asked for, which makes it"
                        + " anew. With a PostgreSQL source only, so far.")
        @Size(max = 100)
        List<ColumnSetting> columns,

        @JsonPropertyDescription(
                "Which columns tell the table's rows apart, 1 to 32, where the source does not say so, or says it of others. Each fill"
                        + " checks that no two rows have the same and none has NULL there, and fails the table otherwise. Rows are"
                        + " changed or deleted by it only where the source sends it of the row before: REPLICA IDENTITY FULL. What"
                        + " changes here later fails a table that is in the lake until a snapshot of it is asked for. With a"
                        + " PostgreSQL source only, so far.")
        @Size(max = 32)
        List<@Size(min = 1, max = 63) String> key,

        @JsonPropertyDescription(
                "What the table is called in the lake, schema.table, where {schema} and {table} stand for its names in the source. Its"
                        + " folder is by lake.layout as if these were its names. No two tables share one: the second is Failed, and"
                        + " others go on. What changes here later leaves the table that is in the lake where it is, as it is, and"
                        + " fills one of the new name from the source. The default is its own name.")
        @Size(max = 130)
        String target,

        @JsonPropertyDescription(
                "Whether the Delta table keeps a change data feed, from where it is switched on: each row that was inserted, updated or"
                        + " deleted, for readers that follow the table by its versions. Of a table with a key each batch is a MERGE then,"
                        + " which takes seconds. It can change at any time. The default is false.")
        @Default("false")
        Boolean changeDataFeed,

        @JsonPropertyDescription(
                "Properties of the Delta table, those that are said and no others. They can change at any time; one that is not said"
                        + " any more is Delta's default again, and one that somebody else has set stays.")
        TableProperties properties,

        @JsonPropertyDescription(
                "By which columns the Delta table is clustered (liquid clustering), 1 to 4: rows that are alike there come into the same"
                        + " files when files are written anew, by a compaction, and readers that ask by them read few. Readers need nothing"
                        + " for it. Those that the table does not have, or whose type has no statistics, do not count. It can change at any"
                        + " time, and counts for what is compacted later. The default is none.")
        @Size(max = 4)
        List<@Size(min = 1, max = 63) String> clusterBy) {

    private static final String PART =
            "([a-zA-Z0-9]|\\{schema\\}|\\{table\\})([-a-zA-Z0-9_]|\\{schema\\}|\\{table\\})*";
    private static final String NONE = "!has(self.target) || ";
    public static final String TARGET_RULE = NONE + "self.target.matches(r'^" + PART + "\\." + PART + "$')";
    public static final String SHARED_RULE =
            NONE + "(!self.match.matches('[.].*[*?]') || self.target.contains('{table}'))"
                    + " && (!self.match.matches('^[^.]*[*?]') || self.target.contains('{schema}'))";
    public static final String OWN_RULE = NONE + "!self.target.lowerAscii().startsWith('cdc.')";

    public TableSetting {
        mode = mode == null ? Mode.MIRROR : mode;
        columns = columns == null ? List.of() : List.copyOf(columns);
        key = key == null ? List.of() : List.copyOf(key);
        clusterBy = clusterBy == null ? List.of() : List.copyOf(clusterBy);
        changeDataFeed = changeDataFeed != null && changeDataFeed;
        deletes = deletes == null ? Deletes.HARD : deletes;
    }
}
