package io.cdcpipeline.job.verify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NestedJsonTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [1.50,null]                            | [1.5,null]
            [1e+20]                                | [1.0E20]
            {"b": 1, "a": "x"}                     | {"a":"x","b":1}
            ["2020-01-01T10:00:00.5"]              | ["2020-01-01T10:00:00.500000"]
            ["2020-01-01T00:00:00"]                | ["2020-01-01T00:00:00.000000"]
            ["2020-01-01T08:00:00.5+00:00"]        | ["2020-01-01T08:00:00.500000Z"]""")
    void equalValuesHaveOneForm(String source, String lake) {
        assertThat(NestedJson.canonical(source)).isEqualTo(NestedJson.canonical(lake));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [1]      | ["1"]
            []       | [null]
            [1,2]    | [2,1]
            ["a "]   | ["a"]
            {"a":[]} | {"a":null}""")
    void differentValuesHaveNot(String source, String lake) {
        assertThat(NestedJson.canonical(source)).isNotEqualTo(NestedJson.canonical(lake));
    }
}
