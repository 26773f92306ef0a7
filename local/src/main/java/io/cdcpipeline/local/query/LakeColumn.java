package io.cdcpipeline.local.query;

import java.util.Set;

/**
 * A column of a result.
 *
 * @param type Spark's name of it, such as {@code decimal(10,2)}
 */
public record LakeColumn(String name, String type) {

    private static final Set<String> NUMBERS = Set.of("tinyint", "smallint", "int", "bigint", "float", "double");

    public boolean isNumber() {
        return NUMBERS.contains(type) || type.startsWith("decimal");
    }
}
