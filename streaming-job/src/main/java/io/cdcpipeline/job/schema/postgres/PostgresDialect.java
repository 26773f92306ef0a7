package io.cdcpipeline.job.schema.postgres;

import io.cdcpipeline.contract.event.SourceType;
import io.cdcpipeline.contract.types.TypePolicy;
import io.cdcpipeline.job.schema.TextType;
import io.cdcpipeline.job.schema.TypeDialect;
import org.apache.spark.sql.types.DataType;

/** PostgreSQL's types. */
public final class PostgresDialect implements TypeDialect {

    @Override
    public TextType of(SourceType column, TypePolicy policy) {
        return PostgresTypes.of(column, policy);
    }

    @Override
    public TextType text(SourceType column) {
        return PostgresTypes.text(column);
    }

    @Override
    public TextType keeping(DataType existing, SourceType column, TextType wanted) {
        return PostgresTypes.keeping(existing, column, wanted);
    }
}
