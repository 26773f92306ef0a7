package io.cdcpipeline.contract.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.Serializable;
import java.util.List;

/**
 * A column's type in the source; one of PostgreSQL down to the base types that it is made of.
 *
 * @param name PostgreSQL: {@code pg_type.typname}, {@link #UNKNOWN} for a type that is gone. MariaDB: as it stands in a column's
 *     definition, in small letters, with what is in its parentheses: {@code bigint unsigned}, {@code decimal(65,30)}
 * @param kind what it is made of
 * @param modifier {@code atttypmod} or {@code typtypmod}: precision and scale, length; -1 when it has none
 * @param of a domain's base, an array's elements, a range's bounds, a multirange's range; null for any other
 * @param delimiter what stands between an array's elements: a comma, but for {@code box}
 * @param fields of a composite; empty for any other
 * @param source whose type it is; null for PostgreSQL
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record SourceType(
        @JsonProperty("name") String name,
        @JsonProperty("kind") Kind kind,
        @JsonProperty("modifier") int modifier,
        @JsonProperty("of") SourceType of,
        @JsonProperty("delimiter") String delimiter,

        @JsonProperty("fields") @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<Field> fields,

        @JsonProperty("source") SourceKind source)
        implements Serializable {

    /** Of a type that the catalogue has no more: its values are texts all the same. */
    public static final String UNKNOWN = "?";

    /** How a type is made: {@code pg_type.typtype}, and arrays. */
    public enum Kind {
        BASE,
        ENUM,
        DOMAIN,
        ARRAY,
        COMPOSITE,
        RANGE,
        MULTIRANGE
    }

    /** One field of a composite type. */
    public record Field(
            @JsonProperty("name") String name,
            @JsonProperty("type") SourceType type) implements Serializable {}

    public SourceType {
        kind = kind == null ? Kind.BASE : kind;
        fields = fields == null ? List.of() : List.copyOf(fields);
    }

    public static SourceType base(String name, int modifier) {
        return made(name, Kind.BASE, modifier);
    }

    /** Of PostgreSQL, of no other type. */
    public static SourceType made(String name, Kind kind, int modifier) {
        return new SourceType(name, kind, modifier, null, null, List.of(), null);
    }

    /** Of MariaDB. */
    public static SourceType mariadb(String name) {
        return new SourceType(name, Kind.BASE, -1, null, null, List.of(), SourceKind.MARIADB);
    }

    public static SourceType unknown() {
        return base(UNKNOWN, -1);
    }

    /** What a domain, or a domain over it, is made of; a column's own modifier does not exist on a domain. */
    public SourceType root() {
        return kind == Kind.DOMAIN && of != null ? of.root() : this;
    }
}
