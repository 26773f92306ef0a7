package io.cdcpipeline.contract.types;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.Serializable;

/**
 * What becomes of values that Delta has no one type for.
 *
 * @param precision of a {@code numeric} without bounds, 1 to 38; null: it is a text
 * @param scale of the same, 0 to precision
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TypePolicy(Infinity infinity, Integer precision, Integer scale) implements Serializable {

    /** Loses nothing. */
    public static final TypePolicy DEFAULT = new TypePolicy(Infinity.BOUND, null, null);

    /** For a column of a key. */
    public TypePolicy inKey() {
        return infinity == Infinity.NULL ? new TypePolicy(Infinity.BOUND, precision, scale) : this;
    }
}
