package io.cdcpipeline.connect.mariadb;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextDdlParserTest {

    @Test
    void typesOfAddressesAreBytesOfALengthThatNoColumnHas() {
        assertThat(TextDdlParser.readable("CREATE TABLE t (a inet4, b INET6 NOT NULL)"))
                .isEqualTo("CREATE TABLE t (a binary(1004), b binary(1006) NOT NULL)");
    }

    @Test
    void namesTextsCommentsAndFunctionsAreLeftAlone() {
        String ddl =
                "CREATE TABLE `inet4` (a text DEFAULT 'inet6 it''s', b int COMMENT \"inet4\", /* inet6 */ c int CHECK"
                        + " (inet4 (c)))";

        assertThat(TextDdlParser.readable(ddl)).isEqualTo(ddl);
    }
}
