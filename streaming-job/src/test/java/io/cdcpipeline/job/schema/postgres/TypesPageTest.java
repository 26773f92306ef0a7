package io.cdcpipeline.job.schema.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.contract.event.SourceType;
import io.cdcpipeline.contract.event.SourceType.Kind;
import io.cdcpipeline.contract.types.TypePolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The page for users says what the program does. */
class TypesPageTest {

    private static final Pattern ROW = Pattern.compile("\\| (.+?) \\| `([^`]+)` \\|.*");
    private static final Pattern TYPE = Pattern.compile("`([^`]+)`");
    private static final int NUMERIC_10_2 = (10 << 16 | 2) + 4;

    @TestFactory
    List<DynamicTest> eachTypeBecomesWhatThePageSays() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("..", "docs", "types.md"))) {
            Matcher row = ROW.matcher(line);
            Matcher type = TYPE.matcher(row.matches() ? row.group(1) : "");
            while (type.find()) {
                String name = type.group(1);
                String lake = row.group(2);
                tests.add(DynamicTest.dynamicTest(
                        name, () -> assertThat(PostgresTypes.of(source(name), TypePolicy.DEFAULT)
                                        .type()
                                        .simpleString())
                                .isEqualTo(lake)));
            }
        }
        assertThat(tests).hasSizeGreaterThan(50);
        return tests;
    }

    private static SourceType source(String name) {
        if (name.startsWith("_")) {
            return new SourceType(name, Kind.ARRAY, -1, source(name.substring(1)), ",", List.of(), null);
        }
        if (name.endsWith("range")) {
            Kind kind = name.endsWith("multirange") ? Kind.MULTIRANGE : Kind.RANGE;
            return new SourceType(name, kind, -1, SourceType.base("int4", -1), null, List.of(), null);
        }
        return name.equals("numeric(10,2)") ? SourceType.base("numeric", NUMERIC_10_2) : SourceType.base(name, -1);
    }
}
