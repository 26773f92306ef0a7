package io.cdcpipeline.local.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/status.md} tells of each field that {@code cdc status --json} prints, and of no other. */
class StatusPageTest {

    private static final Pattern FIELD = Pattern.compile("^\\| `([^`]+)` \\|", Pattern.MULTILINE);

    @Test
    void pageTellsOfEachField() throws Exception {
        String page = Files.readString(Path.of("..", "docs", "status.md"));
        Set<String> told = FIELD.matcher(page)
                .results()
                .map((MatchResult field) -> field.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> printed = new TreeSet<>(Set.of("apply"));
        collect("", StatusReport.class, printed);

        assertThat(told).isEqualTo(printed);
    }

    private static void collect(String prefix, Class<?> record, Set<String> fields) {
        for (RecordComponent component : record.getRecordComponents()) {
            String name = prefix + component.getName();
            Type type = component.getGenericType();
            boolean list = component.getType() == List.class;
            Class<?> element =
                    list ? (Class<?>) ((ParameterizedType) type).getActualTypeArguments()[0] : component.getType();
            String path = list ? name + "[]" : name;
            if (element.isRecord()) {
                collect(path + ".", element, fields);
            } else {
                fields.add(path);
            }
        }
    }
}
