package io.cdcpipeline.contract.columns;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.Serializable;

/**
 * What becomes of some columns of a table.
 *
 * @param columns a regular expression that matches their names
 * @param value for {@link Mask#CONSTANT}; else null
 * @param length in characters, for {@link Mask#TRUNCATE}; else null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ColumnRule(String columns, Mask mask, String value, Integer length) implements Serializable {}
