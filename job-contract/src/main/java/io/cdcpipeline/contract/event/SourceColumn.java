package io.cdcpipeline.contract.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.Serializable;
import java.io.UncheckedIOException;

/**
 * What an event's schema says of a column: it stands as JSON in the field's schema, under {@link #PARAMETER}. The
 * column's values are texts, as PostgreSQL prints them.
 *
 * @param name as the source has it
 * @param type the source's type
 * @param key the column's place in the key, from 1; 0 for a column that is not in it
 * @param nullable whether a column of the key may be NULL, since nobody but the manifest says that it is one
 * @param identity whether the source sends it for rows before a change; all columns with REPLICA IDENTITY FULL
 * @param initial what rows have that were there before the column was added
 * @param alike another column of the table whose name differs by case only, and whose values a snapshot cannot tell from this
 *     one's; null for nearly all
 * @param omitted whether the source sends no values of it, such as of a generated column: it does not exist in the lake
 * @param relation the table that it is a column of; null when that is not known
 * @param number its {@code attnum}, by which a column is the same under another name, and another one under the same name; 0 when
 *     nobody knows it
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record SourceColumn(
        @JsonProperty("name") String name,
        @JsonProperty("type") SourceType type,
        @JsonProperty("key") int key,
        @JsonProperty("nullable") boolean nullable,
        @JsonProperty("identity") boolean identity,
        @JsonProperty("initial") Initial initial,
        @JsonProperty("omitted") boolean omitted,
        @JsonProperty("alike") String alike,
        @JsonProperty("relation") SourceRelation relation,
        @JsonProperty("number") int number)
        implements Serializable {

    /** The parameter of a field's schema that holds this. */
    public static final String PARAMETER = "io.cdcpipeline.column";

    /**
     * What stands for a large value that did not change, in the JSON form: no text of PostgreSQL has a U+0000. With a number
     * behind it, it stands for a value of so many bytes that did not fit into a message.
     */
    public static final String UNCHANGED = "\u0000";

    /**
     * What PostgreSQL gave the rows that were there when the column came.
     *
     * @param text null for NULL
     * @param known false when each row got its own, or nobody can tell any more
     */
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    public record Initial(
            // Else an empty text would be left out, and read as NULL.
            @JsonProperty("text") @JsonInclude(JsonInclude.Include.NON_NULL)
            String text,

            @JsonProperty("known") boolean known)
            implements Serializable {

        public static final Initial NULL = new Initial(null, true);
        public static final Initial UNKNOWN = new Initial(null, false);

        public static Initial of(String text) {
            return new Initial(text, true);
        }
    }

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    public SourceColumn {
        initial = initial == null ? Initial.NULL : initial;
    }

    /** The same column beside one whose name differs by case only. */
    public SourceColumn beside(String other) {
        return new SourceColumn(name, type, key, nullable, identity, initial, omitted, other, relation, number);
    }

    /** The column as its note knows it. */
    public SourceColumn noted(int attnum, Initial first) {
        return new SourceColumn(name, type, key, nullable, identity, first, omitted, alike, relation, attnum);
    }

    /** The same column, of values that are masked. */
    public SourceColumn masked(SourceType other, Initial first) {
        return new SourceColumn(name, other, key, nullable, identity, first, omitted, alike, relation, number);
    }

    /** The same column, whose type is made of others now. */
    public SourceColumn withType(SourceType other) {
        return masked(other, initial);
    }

    /** The same column, of a table of which more is known. */
    public SourceColumn of(SourceRelation table) {
        return new SourceColumn(name, type, key, nullable, identity, initial, omitted, alike, table, number);
    }

    /** The same column, of which no values are sent. */
    public SourceColumn withoutValues() {
        return new SourceColumn(name, type, key, nullable, identity, initial, true, alike, relation, number);
    }

    /** The same column at another place in the key, 0 for none. */
    public SourceColumn withKey(int place, boolean mayBeNull) {
        boolean optional = place > 0 && mayBeNull;
        return new SourceColumn(name, type, place, optional, identity, initial, omitted, alike, relation, number);
    }

    public String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws UncheckedIOException when it is not JSON of this form */
    public static SourceColumn parse(String json) {
        try {
            return JSON.readValue(json, SourceColumn.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("'" + json + "' describes no column", e);
        }
    }
}
