package io.cdcpipeline.job.fill;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.job.schema.Text;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A row as COPY prints it, and what its fields are. */
class CopyLineTest {

    @Test
    void fieldsStandBetweenTabs() {
        assertThat(fields("1\tAda\t\t2.5\n", 4)).containsExactly("1", "Ada", "", "2.5");
    }

    @Test
    void aNullIsNoEmptyText() {
        assertThat(fields("\\N\t\t\\N\n", 3)).containsExactly(null, "", null);
    }

    @Test
    void whatLooksLikeANullIsEscaped() {
        assertThat(fields("\\\\N\tN\n", 2)).containsExactly("\\N", "N");
    }

    @Test
    void controlCharactersAndBackslashesComeBack() {
        assertThat(fields("a\\tb\\nc\\rd\\be\\ff\\vg\\\\h\tnext\n", 2))
                .containsExactly("a\tb\nc\rd\be\ff\u000bg\\h", "next");
    }

    @Test
    void charactersOfSeveralBytesStayWhole() {
        assertThat(fields("žluťoučký 🐎\t\\\\x00ff\n", 2)).containsExactly("žluťoučký 🐎", "\\x00ff");
    }

    private static List<String> fields(String line, int count) {
        CopyLine copy = new CopyLine();
        copy.start(line.getBytes(StandardCharsets.UTF_8));
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Text text = copy.next();
            fields.add(text == null ? null : text.toString());
        }
        return fields;
    }
}
