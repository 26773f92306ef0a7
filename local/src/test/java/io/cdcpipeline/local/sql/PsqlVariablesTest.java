package io.cdcpipeline.local.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PsqlVariablesTest {

    @TempDir
    Path folder;

    @Test
    void valueOfAFileIsReadWhereItsFolderIsMounted() throws Exception {
        Files.writeString(folder.resolve("password"), "it's secret\n");
        PsqlVariables variables = new PsqlVariables(Map.of("/etc/cdc/owner", folder.toString()));

        variables.run("\\set owner_password `cat /etc/cdc/owner/password`");

        assertThat(replaced(variables, "CREATE ROLE app PASSWORD :'owner_password'"))
                .isEqualTo("CREATE ROLE app PASSWORD 'it''s secret'");
    }

    @Test
    void valueMayHoldWhatAPatternWouldTakeForAGroup() {
        PsqlVariables variables = new PsqlVariables(Map.of());
        variables.run("\\set a $1\\2");

        assertThat(replaced(variables, "SELECT :'a'")).isEqualTo("SELECT '$1\\2'");
    }

    @Test
    void unknownNameStays() {
        assertThat(replaced(new PsqlVariables(Map.of()), "SELECT x::'y'")).isEqualTo("SELECT x::'y'");
    }

    @Test
    void unknownCommandIsNotSkipped() {
        assertThatThrownBy(() -> new PsqlVariables(Map.of()).run("\\copy t from 'x'"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\\copy");
    }

    private static String replaced(PsqlVariables variables, String statement) {
        return variables.replacedIn(new SqlStatement(1, statement)).text();
    }
}
