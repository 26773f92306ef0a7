package io.cdcpipeline.contract.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.Serializable;

/**
 * Which table of the source has the name: one that is dropped and made again is another, and so is one that takes the name
 * of another.
 *
 * @param oid {@code pg_class.oid}; it survives all that is done to the table, a rename and a rewrite too
 * @param whole whether all of its rows are in the log under this name: it was made under it, and published ever since.
 *     False when that cannot be told
 * @param masks by which rules its columns are masked; null where none is
 * @param problem why its columns cannot be masked like that, as a sentence; null where they can
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record SourceRelation(
        @JsonProperty("oid") long oid,
        @JsonProperty("whole") boolean whole,
        @JsonProperty("masks") String masks,
        @JsonProperty("problem") String problem)
        implements Serializable {

    /** Of a table whose columns are as they are. */
    public SourceRelation(long oid, boolean whole) {
        this(oid, whole, null, null);
    }

    public SourceRelation with(String rules, String trouble) {
        return new SourceRelation(oid, whole, rules, trouble);
    }
}
