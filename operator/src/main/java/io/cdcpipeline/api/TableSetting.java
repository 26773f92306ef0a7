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
        List<@Size(min = 1, max = 63) String> key) {

    public TableSetting {
        mode = mode == null ? Mode.MIRROR : mode;
        columns = columns == null ? List.of() : List.copyOf(columns);
        key = key == null ? List.of() : List.copyOf(key);
        deletes = deletes == null ? Deletes.HARD : deletes;
    }
}
