package io.cdcpipeline.job.schema.mariadb;

import static org.apache.spark.sql.types.DataTypes.StringType;

import io.cdcpipeline.contract.event.SourceType;
import io.cdcpipeline.contract.types.TypePolicy;
import io.cdcpipeline.job.schema.Text;
import io.cdcpipeline.job.schema.TextType;
import io.cdcpipeline.job.schema.TypeDialect;
import org.apache.spark.sql.types.DataType;

/** MariaDB's types. */
public final class MariaDbDialect implements TypeDialect {

    @Override
    public TextType of(SourceType column, TypePolicy policy) {
        return MariaDbTypes.of(column.name(), policy);
    }

    @Override
    public TextType text(SourceType column) {
        return new TextType(StringType, Text::utf8);
    }

    /** What was made before its policy was stays what it is, a text too. */
    @Override
    public TextType keeping(DataType existing, SourceType column, TextType wanted) {
        if (wanted.type().equals(existing)) {
            return wanted;
        }
        TextType plain = of(column, TypePolicy.DEFAULT);
        return plain.type().equals(existing) ? plain : wanted;
    }
}
