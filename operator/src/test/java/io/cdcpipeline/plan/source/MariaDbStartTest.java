package io.cdcpipeline.plan.source;

import io.cdcpipeline.plan.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** MariaDB's image initialises where there is no folder {@code mysql}. */
class MariaDbStartTest extends FirstStartContract {

    @Override
    Image image() {
        return new Image(
                Text.of("mariadb/" + MariaDbScripts.START),
                Text.of("mariadb/" + MariaDbScripts.FINISHED),
                "data",
                "CDC_DATA",
                List.of("--log-bin=binlog"));
    }

    @Override
    String entryPoint() {
        return """
                #!/usr/bin/env bash
                set -e
                if [ ! -d "$CDC_DATA/mysql" ]; then
                  mkdir -p "$CDC_DATA/mysql"
                  if [ -n "$FAIL" ]; then exit 3; fi
                  echo "$DATA" >"$CDC_DATA/rows"
                  . "$FINISHED"
                fi
                """;
    }

    @Override
    void restore(Path data) throws IOException {
        Files.createDirectories(data.resolve("mysql"));
    }
}
