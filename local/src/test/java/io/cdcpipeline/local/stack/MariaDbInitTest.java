package io.cdcpipeline.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the server runs by itself at its first start. */
class MariaDbInitTest {

    private static final String SQL = """
            -- Ours.
            CREATE DATABASE `shop`;

            SET SESSION sql_log_bin = 0;
            EXECUTE IMMEDIATE concat('CREATE USER app@''%'' IDENTIFIED BY ', quote(@owner_password));
            """;

    @TempDir
    private Path folder;

    @Test
    void whatHasAPasswordComesWhereNothingIsLoggedAnyMore() throws IOException {
        List<String> lines = Files.readAllLines(written());

        assertThat(lines).filteredOn(line -> !line.startsWith("SET @")).startsWith("CREATE DATABASE `shop`;");
        assertThat(lines.subList(0, lines.indexOf("SET SESSION sql_log_bin = 0;")))
                .noneMatch(line -> line.contains("IDENTIFIED BY"));
        assertThat(lines)
                .anyMatch(line -> line.contains("ALTER USER root@localhost"))
                .allMatch(line -> line.endsWith(";"));
    }

    @Test
    void aVariableIsThereBeforeItIsUsed() throws IOException {
        List<String> lines = Files.readAllLines(written());

        assertThat(lines.subList(0, 3))
                .allMatch(line -> line.startsWith("SET @"))
                .anyMatch(line -> line.startsWith("SET @root_password = "))
                .anyMatch(line -> line.startsWith("SET @owner_password = "))
                .anyMatch(line -> line.startsWith("SET @replication_password = "));
    }

    @Test
    void nobodyElseMayReadIt() throws IOException {
        Files.writeString(folder.resolve("init.sql"), "left over by a start that was killed");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(written())))
                .isEqualTo("rw-------");
        assertThat(folder.resolve("init.sql")).content().doesNotContain("owner's", "left over");
    }

    private Path written() throws IOException {
        Path file = folder.resolve("init.sql");
        new MariaDbInit(new MariaDbSpecs(folder).withScript(SQL)).write(file);
        return file;
    }
}
