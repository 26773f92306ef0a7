package io.cdcpipeline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.contract.RowDifference;
import io.cdcpipeline.contract.TableVerification;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerificationTextTest {

    @Test
    void anEqualTableIsOneLine() {
        assertThat(text(new TableVerification("s.t", 9, 3, 1, 0, true, 0, List.of(), null)))
                .isEqualTo("s.t: equal, 1 row\n");
        assertThat(text(new TableVerification("s.t", 9, 3, 5, 0, true, 2, List.of(), null)))
                .isEqualTo("s.t: equal, 5 rows; 2 rows changed at that very moment\n");
    }

    @Test
    void rowsThatDifferAreNamed() {
        List<RowDifference> differences = List.of(
                new RowDifference(
                        List.of("1"), RowDifference.Kind.DIFFERENT, List.of(new RowDifference.Value("v", null, "a"))),
                new RowDifference(List.of("2"), RowDifference.Kind.ONLY_IN_LAKE, List.of()),
                new RowDifference(List.of("4"), RowDifference.Kind.ONLY_IN_SOURCE, List.of()));

        assertThat(text(new TableVerification("s.t", 9, 3, 3, 5, false, 0, differences, null)))
                .isEqualTo("""
                        s.t: DIFFERENT, at least 5 rows of 3 in the source
                          ('1') v: source null, lake 'a'
                          ('2') only in the lake
                          ('4') only in the source
                          … and 2 more
                        """);
    }

    @Test
    void aTableThatWasNotComparedSaysWhy() {
        assertThat(text(TableVerification.failed("s.t", "it is not in the lake")))
                .isEqualTo("s.t: NOT COMPARED, it is not in the lake\n");
    }

    private static String text(TableVerification verified) {
        StringWriter text = new StringWriter();
        new VerificationText(new PrintWriter(text)).print(verified);
        return text.toString();
    }
}
