package io.cdcpipeline.job.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.junit.jupiter.api.Test;

/** Defaults as Debezium's {@code PostgresDefaultValueConverter} puts them into the schema. */
class InitialTest {

    @Test
    void aConstantIsWhatOlderRowsHave() throws JsonProcessingException {
        Initial initial = initial("{'type':'int32','default':7}");
        assertThat(initial).isInstanceOf(Initial.Constant.class);
        byte[] bytes = ((Initial.Constant) initial).row();
        UnsafeRow row = new UnsafeRow(1);
        row.pointTo(bytes, bytes.length);
        assertThat(row.getInt(0)).isEqualTo(7);
    }

    @Test
    void zeroAndTheEmptyTextAreConstants() throws JsonProcessingException {
        assertThat(initial("{'type':'int32','default':0}")).isInstanceOf(Initial.Constant.class);
        assertThat(initial("{'type':'string','default':''}")).isInstanceOf(Initial.Constant.class);
        assertThat(initial("{'type':'boolean','default':false}")).isInstanceOf(Initial.Constant.class);
    }

    @Test
    void withoutADefaultOlderRowsHaveNull() throws JsonProcessingException {
        assertThat(initial("{'type':'int32','optional':true}")).isEqualTo(new Initial.Null());
        assertThat(initial("{'type':'int32','optional':false}")).isEqualTo(new Initial.Null());
    }

    @Test
    void whatAFunctionMakesNoEventTells() throws JsonProcessingException {
        assertThat(
                        initial(
                                "{'type':'string','name':'io.debezium.data.Uuid','default':'00000000-0000-0000-0000-000000000000'}"))
                .isEqualTo(new Initial.Unknown());
        assertThat(
                        initial(
                                "{'type':'string','name':'io.debezium.time.ZonedTimestamp','default':'1970-01-01T00:00:00.000000Z'}"))
                .isEqualTo(new Initial.Unknown());
        assertThat(initial("{'type':'int64','name':'io.debezium.time.MicroTimestamp','default':0}"))
                .isEqualTo(new Initial.Unknown());
        assertThat(initial("{'type':'int32','default':0,'parameters':{'__debezium.source.column.type':'SERIAL'}}"))
                .isEqualTo(new Initial.Unknown());
    }

    @Test
    void aConstantDateIsKnown() throws JsonProcessingException {
        assertThat(initial("{'type':'int32','name':'io.debezium.time.Date','default':18262}"))
                .isInstanceOf(Initial.Constant.class);
    }

    private static Initial initial(String field) throws JsonProcessingException {
        ConnectField column = ConnectField.parse(new ObjectMapper().readTree(field.replace('\'', '"')));
        return Initial.of(column, ColumnTypes.of(column));
    }
}
