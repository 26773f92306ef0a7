package io.cdcpipeline.local.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/** A server in a folder, whose passwords are {@code root's}, {@code owner's} and {@code reader's}. */
record MariaDbSpecs(Path folder) {

    /** @param client a shell script that plays MariaDB's own */
    MariaDbSpec withClient(String client) throws IOException {
        Files.createDirectories(folder.resolve("mariadb/data"));
        Path program = Files.writeString(folder.resolve("client"), "#!/bin/sh\n" + client + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return spec(program.toString());
    }

    MariaDbSpec withScript(String sql) throws IOException {
        Files.createDirectories(folder.resolve("mariadb"));
        Files.writeString(folder.resolve("cdc.sql"), sql);
        return spec("mariadb");
    }

    private MariaDbSpec spec(String client) throws IOException {
        return new MariaDbSpec(
                new MariaDbPrograms("mariadbd", "mariadb-install-db", client, "/usr"),
                folder.resolve("mariadb").toString(),
                3306,
                "shop",
                password("root"),
                List.of(),
                Map.of("owner_password", password("owner"), "replication_password", password("reader")),
                folder.resolve("cdc.sql").toString(),
                List.of(),
                new InitScript(null, "app", password("owner")),
                folder.resolve("log").toString());
    }

    private String password(String whose) throws IOException {
        return Files.writeString(folder.resolve(whose), whose + "'s").toString();
    }
}
