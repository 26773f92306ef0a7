package io.cdcpipeline.job.schema.mariadb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipeline.contract.event.SourceType;
import io.cdcpipeline.contract.types.Infinity;
import io.cdcpipeline.contract.types.TypePolicy;
import io.cdcpipeline.job.schema.Text;
import io.cdcpipeline.job.schema.TextType;
import io.cdcpipeline.job.schema.UnreadableValue;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Decimal;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class MariaDbTypesTest {

    private static final Pattern ROW = Pattern.compile("\\| (.+?) \\| `([^`]+)` \\|.*");
    private static final Pattern TYPE = Pattern.compile("`([^`]+)`");
    private static final TypePolicy NULLS = new TypePolicy(Infinity.NULL, null, null);
    private static final TypePolicy TEXTS = new TypePolicy(Infinity.TEXT, null, null);

    private final MariaDbDialect dialect = new MariaDbDialect();

    /** The page for users says what the program does. */
    @TestFactory
    List<DynamicTest> eachTypeBecomesWhatThePageSays() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("..", "docs", "types-mariadb.md"))) {
            Matcher row = ROW.matcher(line);
            Matcher type = TYPE.matcher(row.matches() ? row.group(1) : "");
            while (type.find()) {
                String name = type.group(1);
                String lake = row.group(2);
                tests.add(DynamicTest.dynamicTest(name, () -> assertThat(
                                type(name, TypePolicy.DEFAULT).type().simpleString())
                        .isEqualTo(lake)));
            }
        }
        assertThat(tests).hasSizeGreaterThan(40);
        return tests;
    }

    @Test
    void numbersKeepAllOfTheirDigits() throws UnreadableValue {
        assertThat(read("tinyint unsigned", "255")).isEqualTo((short) 255);
        assertThat(read("int unsigned", "4294967295")).isEqualTo(4_294_967_295L);
        assertThat(((Decimal) read("bigint unsigned", "18446744073709551615")).toJavaBigDecimal())
                .isEqualTo(new BigDecimal("18446744073709551615"));
        assertThat(read("float", "1.6777215E7")).isEqualTo(16_777_215f);
        String wide = "12345678901234567890123456789012345.123456789012345678901234567890";
        assertThat(read("decimal(65,30)", wide)).hasToString(wide);
    }

    @Test
    void bytesAreHexadecimalDigits() throws UnreadableValue {
        assertThat((byte[]) read("varbinary(5)", "0100")).containsExactly(1, 0);
        assertThat((byte[]) read("blob", "")).isEmpty();
        assertThatThrownBy(() -> read("blob", "abc")).isInstanceOf(UnreadableValue.class);
    }

    @Test
    void datesAndTimestampsAreExact() throws UnreadableValue {
        assertThat(read("date", "2024-02-29"))
                .isEqualTo((int) LocalDate.of(2024, 2, 29).toEpochDay());
        assertThat(read("datetime(6)", "9999-12-31 23:59:59.999999"))
                .isEqualTo(micros(LocalDateTime.of(9999, 12, 31, 23, 59, 59)) + 999_999);
        assertThat(read("timestamp(1)", "1970-01-01 00:00:01.5")).isEqualTo(1_500_000L);
        assertThatThrownBy(() -> read("date", "2024-02-30")).isInstanceOf(UnreadableValue.class);
        assertThatThrownBy(() -> read("datetime", "2024-02-28")).isInstanceOf(UnreadableValue.class);
    }

    @Test
    void aZeroDateStaysApartFromAllOthersAndComesFirst() throws UnreadableValue {
        assertThat((int) read("date", "0000-00-00")).isLessThan((int) read("date", "0001-01-01"));
        assertThat(read("date", "0000-00-00"))
                .isEqualTo((int) LocalDate.of(-1, 12, 31).toEpochDay());
        assertThat(read("datetime(6)", "0000-00-00 00:00:00.000000"))
                .isEqualTo(micros(LocalDateTime.of(-1, 12, 31, 0, 0)));
        assertThat(read("timestamp", "0000-00-00 00:00:00")).isEqualTo(micros(LocalDateTime.of(-1, 12, 31, 0, 0)));
    }

    @Test
    void aDateOfWhichAPartIsZeroIsADeadLetterUnlessThePolicySaysOtherwise() throws UnreadableValue {
        assertThatThrownBy(() -> read("date", "2024-00-31")).hasMessageContaining("spec.types.infinity");
        assertThat(type("date", NULLS).reader().read(Text.of("2024-00-31"))).isNull();
        assertThat(type("datetime", NULLS).reader().read(Text.of("0000-00-00 00:00:00")))
                .isNull();
        assertThat(type("date", NULLS).reader().read(Text.of("2024-01-31"))).isNotNull();
        assertThat(type("date", TEXTS).reader().read(Text.of("2024-00-31"))).hasToString("2024-00-31");
    }

    @Test
    void aColumnOfTheLakeKeepsTheTypeFromBeforeItsPolicy() {
        SourceType date = SourceType.mariadb("date");
        TextType wanted = dialect.of(date, TEXTS);

        assertThat(dialect.keeping(DataTypes.DateType, date, wanted).type()).isEqualTo(DataTypes.DateType);
        assertThat(dialect.keeping(DataTypes.StringType, date, wanted).type()).isEqualTo(DataTypes.StringType);
    }

    private static long micros(LocalDateTime at) {
        return at.toEpochSecond(ZoneOffset.UTC) * 1_000_000L;
    }

    private TextType type(String name, TypePolicy policy) {
        return dialect.of(SourceType.mariadb(name), policy);
    }

    private Object read(String type, String text) throws UnreadableValue {
        return type(type, TypePolicy.DEFAULT).reader().read(Text.of(text));
    }
}
