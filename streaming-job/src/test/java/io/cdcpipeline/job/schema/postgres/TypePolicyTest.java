package io.cdcpipeline.job.schema.postgres;

import static io.cdcpipeline.job.schema.postgres.PostgresTypesTest.array;
import static io.cdcpipeline.job.schema.postgres.PostgresTypesTest.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipeline.contract.event.SourceType;
import io.cdcpipeline.contract.types.Infinity;
import io.cdcpipeline.contract.types.TypePolicy;
import io.cdcpipeline.job.schema.Text;
import io.cdcpipeline.job.schema.TextType;
import io.cdcpipeline.job.schema.UnreadableValue;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;

/** What becomes of values that Delta has no one type for is what the manifest says. */
class TypePolicyTest {

    @Test
    void infinityIsWhatThePolicySays() throws Exception {
        SourceType date = SourceType.base("date", -1);

        assertThat(read(PostgresTypes.of(date, policy(Infinity.BOUND)), "-infinity"))
                .isEqualTo("-5877641-06-24");
        assertThat(PostgresTypes.of(date, policy(Infinity.NULL)).reader().read(Text.of("infinity")))
                .isNull();
        assertThat(read(PostgresTypes.of(date, policy(Infinity.NULL)), "1970-01-02"))
                .isEqualTo("1970-01-02");
        assertThat(read(PostgresTypes.of(date, policy(Infinity.TEXT)), "infinity"))
                .isEqualTo("infinity");
        assertThat(PostgresTypes.of(array(date), policy(Infinity.TEXT)).type().simpleString())
                .isEqualTo("array<string>");
    }

    @Test
    void infinitiesOfAKeyStayApart() {
        assertThat(policy(Infinity.NULL).inKey().infinity()).isEqualTo(Infinity.BOUND);
        assertThat(policy(Infinity.TEXT).inKey().infinity()).isEqualTo(Infinity.TEXT);
    }

    @Test
    void aNumericWithoutBoundsHasThoseOfThePolicy() throws Exception {
        TypePolicy policy = new TypePolicy(Infinity.BOUND, 20, 4);
        TextType lake = PostgresTypes.of(SourceType.base("numeric", -1), policy);

        assertThat(lake.type().simpleString()).isEqualTo("decimal(20,4)");
        assertThat(read(lake, "12.5")).isEqualTo("12.5000");
        assertThatThrownBy(() -> read(lake, "0.00001")).isInstanceOf(UnreadableValue.class);
        assertThatThrownBy(() -> read(lake, "NaN")).isInstanceOf(UnreadableValue.class);
        assertThat(PostgresTypes.of(SourceType.base("numeric", (10 << 16 | 2) + 4), policy)
                        .type()
                        .simpleString())
                .isEqualTo("decimal(10,2)");
    }

    @Test
    void aColumnThatWasMadeBeforeThePolicyKeepsItsType() {
        SourceType numeric = SourceType.base("numeric", -1);
        SourceType date = SourceType.base("date", -1);
        TypePolicy policy = new TypePolicy(Infinity.TEXT, 20, 4);

        assertThat(PostgresTypes.keeping(DataTypes.StringType, numeric, PostgresTypes.of(numeric, policy))
                        .type())
                .isEqualTo(DataTypes.StringType);
        assertThat(PostgresTypes.keeping(DataTypes.DateType, date, PostgresTypes.of(date, policy))
                        .type())
                .isEqualTo(DataTypes.DateType);
        assertThat(PostgresTypes.keeping(DataTypes.DateType, date, PostgresTypes.text(date))
                        .type())
                .isEqualTo(DataTypes.DateType);
    }

    private static TypePolicy policy(Infinity infinity) {
        return new TypePolicy(infinity, null, null);
    }
}
