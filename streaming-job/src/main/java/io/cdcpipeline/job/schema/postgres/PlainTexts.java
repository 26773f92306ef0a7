package io.cdcpipeline.job.schema.postgres;

import io.cdcpipeline.job.schema.NumberTexts;
import io.cdcpipeline.job.schema.Text;
import io.cdcpipeline.job.schema.TextType;
import io.cdcpipeline.job.schema.UnreadableValue;
import org.apache.spark.sql.types.DecimalType;

/** What PostgreSQL prints in a way of its own: booleans and money. */
final class PlainTexts {

    private PlainTexts() {}

    static Object bool(Text text) throws UnreadableValue {
        if (text.is("t")) {
            return Boolean.TRUE;
        }
        if (text.is("f")) {
            return Boolean.FALSE;
        }
        throw new UnreadableValue("'" + text + "' is no boolean of PostgreSQL");
    }

    /** As {@code lc_monetary=C} prints it: {@code -$1,234.56}. */
    static TextType.Reader money(DecimalType type) {
        return text -> NumberTexts.exact(text.toString().replace("$", "").replace(",", ""), type);
    }
}
