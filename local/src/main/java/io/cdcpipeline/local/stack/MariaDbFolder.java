package io.cdcpipeline.local.stack;

import java.nio.file.Path;

/** Where a MariaDB keeps its data, and what belongs to it. */
public record MariaDbFolder(Path folder) {

    PostgresFolder database() {
        return new PostgresFolder(folder);
    }

    public Path pidFile() {
        return folder.resolve("mariadb.pid");
    }

    Path initFile() {
        return folder.resolve("init.sql");
    }
}
