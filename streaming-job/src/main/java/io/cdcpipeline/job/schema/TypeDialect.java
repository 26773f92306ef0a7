package io.cdcpipeline.job.schema;

import io.cdcpipeline.contract.event.SourceType;
import io.cdcpipeline.contract.types.TypePolicy;
import org.apache.spark.sql.types.DataType;

/** What a source's types become in the lake: its one table of types. */
public interface TypeDialect {

    /** Of a column that is new in the lake. */
    TextType of(SourceType column, TypePolicy policy);

    /** What the source printed, of a column that would be something else; one that is a text in any case stays what it is. */
    TextType text(SourceType column);

    /**
     * Of a column that the lake has.
     *
     * @param existing its type in the lake
     * @param wanted what it would be as a new one
     */
    TextType keeping(DataType existing, SourceType column, TextType wanted);
}
