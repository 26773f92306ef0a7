package io.cdcpipeline.job.engine;

import static org.apache.spark.sql.types.DataTypes.BinaryType;
import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.ByteType;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.FloatType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.ShortType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampNTZType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;
import static org.apache.spark.sql.types.DataTypes.createDecimalType;
import static org.apache.spark.sql.types.DataTypes.createMapType;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipeline.job.engine.TableCommit.Target;
import io.cdcpipeline.job.schema.Column;
import io.cdcpipeline.job.schema.RowShape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.util.ArrayBasedMapData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each engine does with a table without a key: rows are told apart by nothing but all of their columns. */
abstract class CopiesContract extends EngineFixture {

    private static final RowShape LOG = shape(List.of(), column("a", IntegerType), column("b", StringType));

    @Test
    void eachRemovalTakesOneCopy() {
        given(LOG, "1 x", "1 x", "1 x", "2 x");
        copies("REMOVE 1 x");
        assertThat(rows()).containsExactly("1 x", "1 x", "2 x");
        copies("REMOVE 1 x", "REMOVE 1 x", "PUT 1 y", "PUT 1 y");
        assertThat(rows()).containsExactly("1 y", "1 y", "2 x");
    }

    @Test
    void nullIsEqualToNullAndToNothingElse() {
        given(LOG, "null null", "null null", "1 null", "null x");
        copies("REMOVE null null", "REMOVE 1 null");
        assertThat(rows()).containsExactly("null null", "null x");
    }

    @Test
    void copiesInManyFilesAreCounted() {
        given(LOG, "1 x", "1 x");
        for (int i = 0; i < 3; i++) {
            table.commit(commit(LOG, Target.NO_SUCH_ROW, "PUT 1 x", "PUT 2 y"));
        }
        copies("REMOVE 1 x", "REMOVE 1 x", "REMOVE 1 x", "REMOVE 1 x");
        assertThat(rows()).containsExactly("1 x", "2 y", "2 y", "2 y");
        copies("REMOVE 1 x", "REMOVE 2 y");
        assertThat(rows()).containsExactly("2 y", "2 y");
    }

    @Test
    void whereThereAreFewerThanAreToBeRemovedNothingIsCommitted() {
        given(LOG, "1 x", "2 y");
        long before = version();
        assertThatThrownBy(() -> copies("REMOVE 1 x", "REMOVE 1 x", "REMOVE 3 z", "PUT 4 w"))
                .isInstanceOfSatisfying(
                        MissingRowsException.class, e -> assertThat(e.rows()).isEqualTo(2));
        assertThat(version()).isEqualTo(before);
        assertThat(rows()).containsExactly("1 x", "2 y");
    }

    @Test
    void whatIsThereIsRemovedWhereThatIsWanted() {
        given(LOG, "1 x", "2 y");
        table.commit(commit(LOG, Target.COPIES_IF_ANY, "REMOVE 1 x", "REMOVE 1 x", "REMOVE 3 z", "PUT 4 w"));
        assertThat(rows()).containsExactly("2 y", "4 w");
    }

    @Test
    void aTableWithoutAFileHasNoCopies() {
        given(LOG);
        assertThatThrownBy(() -> copies("REMOVE 1 x")).isInstanceOf(MissingRowsException.class);
        table.commit(commit(LOG, Target.COPIES_IF_ANY, "REMOVE 1 x", "PUT 2 y"));
        assertThat(rows()).containsExactly("2 y");
    }

    @Test
    void aCommitThatComesAgainHappensOnce() {
        given(LOG, "1 x", "1 x", "1 x");
        TableCommit one = commit(LOG, Target.COPIES, "REMOVE 1 x", "PUT 2 y");
        TableWriter.Committed first = table.commit(one);
        TableCommit again = new TableCommit(
                one.shape(), first.version(), one.target(), one.rows(), one.transaction(), one.metadata());
        assertThat(table.commit(again)).isEqualTo(first);
        assertThat(rows()).containsExactly("1 x", "1 x", "2 y");
    }

    @Test
    void rowsOfOthersAreNotBuiltUpon() {
        given(LOG, "1 x", "1 x");
        long base = version();
        session.sql("DELETE FROM delta.`" + path + "`");
        TableCommit late = commit(LOG, base, Target.COPIES, Given.operations(LOG, "REMOVE 1 x"));
        assertThatThrownBy(() -> table.commit(late)).isInstanceOf(ForeignCommitException.class);
    }

    @Test
    void manyOperationsOutOfSparkAreTheSameAsFewFromTheDriver() {
        given(LOG, "1 x", "1 x", "2 y");
        OperationSource many = Given.distributed(session, LOG, "REMOVE 1 x", "PUT 3 z", "REMOVE 2 y");
        table.commit(commit(LOG, version(), Target.COPIES, many));
        assertThat(rows()).containsExactly("1 x", "3 z");
    }

    @Test
    void columnsThatOnlyTheTableHasTellNoRowsApart() {
        RowShape before = shape(List.of(), column("a", IntegerType), column("gone", StringType));
        RowShape now = shape(List.of(), column("a", IntegerType));
        given(before, "1 x", "1 y", "2 z");
        table.commit(commit(now, Target.COPIES, "REMOVE 1", "REMOVE 1", "PUT 3"));
        assertThat(rows()).containsExactly("2 z", "3 null");
    }

    @Test
    void aChangeFeedTellsWhichCopiesWentAndCame() {
        table.create(LOG, Map.of("delta.enableDeletionVectors", "true", "delta.enableChangeDataFeed", "true"));
        table.commit(commit(LOG, Target.NO_SUCH_ROW, "PUT 1 x", "PUT 1 x", "PUT 1 x", "PUT 2 y"));
        copies("REMOVE 1 x", "PUT 3 z");
        assertThat(feed()).containsExactly("delete 1 x", "insert 3 z");

        copies("REMOVE 1 x", "REMOVE 3 z");

        assertThat(feed()).containsExactly("delete 1 x", "delete 3 z");
        assertThat(rows()).containsExactly("1 x", "2 y");
    }

    @ParameterizedTest
    @ValueSource(strings = {"delta.enableRowTracking=true", "delta.enableDeletionVectors=false"})
    void whereRowsMayNotBeMarkedTheTableIsWrittenAnew(String property) {
        table.create(
                LOG,
                Map.of(property.substring(0, property.indexOf('=')), property.substring(property.indexOf('=') + 1)));
        table.commit(commit(LOG, Target.NO_SUCH_ROW, "PUT 1 x", "PUT 1 x", "PUT null null", "PUT 2 y"));
        copies("REMOVE 1 x", "PUT 3 z");
        copies("REMOVE null null");
        assertThat(rows()).containsExactly("1 x", "2 y", "3 z");
    }

    @Test
    void columnsMayBeCalledLikeThoseOfSparkAndOurOwn() {
        RowShape odd = shape(
                List.of(),
                column("_metadata", StringType),
                column("path", StringType),
                column("file", StringType),
                column("a.b`c", StringType),
                column("__cdc_operation", StringType));
        given(odd, "a b c d e", "a b c d e", "f g h i j");
        table.commit(commit(odd, Target.COPIES, "REMOVE a b c d e", "PUT k l m n o"));
        assertThat(rows()).containsExactly("a b c d e", "f g h i j", "k l m n o");
    }

    private static final StructType PAIR =
            new StructType().add("x", IntegerType).add("y", StringType);

    private static final List<DataType> TYPES = List.of(
            BooleanType,
            ByteType,
            ShortType,
            IntegerType,
            LongType,
            FloatType,
            DoubleType,
            createDecimalType(10, 2),
            createDecimalType(38, 4),
            StringType,
            BinaryType,
            DateType,
            TimestampType,
            TimestampNTZType,
            createArrayType(IntegerType),
            createArrayType(createDecimalType(30, 3)),
            createArrayType(createArrayType(StringType)),
            createMapType(StringType, StringType),
            PAIR,
            createArrayType(PAIR));

    private static final RowShape ALL = shape(
            List.of(),
            IntStream.range(0, TYPES.size())
                    .mapToObj(i -> column("c" + i, TYPES.get(i)))
                    .toArray(Column[]::new));

    private static Object[] values() {
        UTF8String text = UTF8String.fromString("a text that is longer than a word");
        return new Object[] {
            true,
            (byte) 1,
            (short) 2,
            3,
            4L,
            -0.0f,
            Double.NaN,
            Decimal.apply(new java.math.BigDecimal("12345678.90")),
            Decimal.apply(new java.math.BigDecimal("-1234567890123456789012345678.9012")),
            text,
            new byte[] {1, 2, 3},
            -141427,
            1_700_000_000_000_001L,
            Long.MIN_VALUE + 7,
            new GenericArrayData(new Object[] {1, null, 3}),
            new GenericArrayData(
                    new Object[] {null, Decimal.apply(new java.math.BigDecimal("98765432109876543210.123"))}),
            new GenericArrayData(new Object[] {new GenericArrayData(new Object[] {text, null}), null}),
            new ArrayBasedMapData(new GenericArrayData(new Object[] {text}), new GenericArrayData(new Object[] {null})),
            new GenericInternalRow(new Object[] {null, text}),
            new GenericArrayData(new Object[] {new GenericInternalRow(new Object[] {5, null}), null})
        };
    }

    /** Each row differs from the first one by one NULL. */
    @Test
    void valuesOfAllTypesAreFoundAgain() {
        table.create(ALL, Map.of("delta.enableDeletionVectors", "true"));
        List<InternalRow> puts = new ArrayList<>(Collections.nCopies(3, row(RowOperation.PUT, values())));
        List<InternalRow> removes = new ArrayList<>(Collections.nCopies(2, row(RowOperation.REMOVE, values())));
        for (int i = 0; i < TYPES.size(); i++) {
            Object[] values = values();
            values[i] = null;
            puts.add(row(RowOperation.PUT, values));
            removes.add(row(RowOperation.REMOVE, values));
        }
        table.commit(commit(ALL, version(), Target.NO_SUCH_ROW, new LocalOperations(ALL.operations(), puts)));
        table.commit(commit(ALL, version(), Target.COPIES, new LocalOperations(ALL.operations(), removes)));
        assertThat(rows()).hasSize(1).first().asString().startsWith("true 1 2 3 4 -0.0 NaN 12345678.90");
    }

    /** They are equal to most that compares them, and the source prints them otherwise. */
    @Test
    void minusZeroIsNotZero() {
        RowShape numbers = shape(List.of(), column("f", FloatType), column("d", DoubleType));
        table.create(numbers, Map.of("delta.enableDeletionVectors", "true"));
        List<InternalRow> puts =
                List.of(number(numbers, RowOperation.PUT, 0.0), number(numbers, RowOperation.PUT, -0.0));
        table.commit(commit(numbers, version(), Target.NO_SUCH_ROW, new LocalOperations(numbers.operations(), puts)));
        List<InternalRow> zero = List.of(number(numbers, RowOperation.REMOVE, 0.0));
        table.commit(commit(numbers, version(), Target.COPIES, new LocalOperations(numbers.operations(), zero)));
        assertThat(rows()).containsExactly("-0.0 -0.0");
    }

    private static InternalRow number(RowShape shape, RowOperation operation, double value) {
        return UnsafeProjection.create(shape.operations())
                .apply(new GenericInternalRow(new Object[] {operation.code(), null, (float) value, value}))
                .copy();
    }

    private static InternalRow row(RowOperation operation, Object[] values) {
        Object[] all = new Object[values.length + RowShape.LEAD];
        all[0] = operation.code();
        System.arraycopy(values, 0, all, RowShape.LEAD, values.length);
        return UnsafeProjection.create(ALL.operations())
                .apply(new GenericInternalRow(all))
                .copy();
    }

    private void copies(String... operations) {
        table.commit(commit(LOG, Target.COPIES, operations));
    }
}
