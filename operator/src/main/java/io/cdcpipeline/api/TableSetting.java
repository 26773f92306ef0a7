package io.cdcpipeline.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.cdcpipeline.contract.TableMode;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** What some tables are in the lake. */
@Wire
public record TableSetting(
        @JsonPropertyDescription("The tables: a pattern schema.table, where * stands for any characters and ? for one.")
        @Required
        @Size(max = 130)
        @Pattern("^[^!.][^.]*[.].+$")
        String match,

        @JsonPropertyDescription(
                "Mirror: the same rows as in the source. Changelog: each change in a row of its own, with its"
                        + " operation, position, transaction and commit time, and the row before and after as far as the source"
                        + " sends them; rows are only added. A table that is in the lake keeps the mode that it has: where this says"
                        + " another one it is Failed, until a snapshot of it is asked for, which makes it anew. The default is Mirror.")
        @Default("Mirror")
        TableMode mode) {

    public TableSetting {
        mode = mode == null ? TableMode.MIRROR : mode;
    }
}
