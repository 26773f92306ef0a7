package io.cdcpipeline.plan.source;

import io.cdcpipeline.plan.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** PostgreSQL's image initialises where there is no {@code PG_VERSION}. */
class DatabaseStartTest extends FirstStartContract {

    @Override
    Image image() {
        return new Image(
                Text.of("database/" + DatabaseScripts.START),
                Text.of("database/" + DatabaseScripts.FINISHED),
                "pgdata",
                "PGDATA",
                List.of("-c", "wal_level=logical"));
    }

    @Override
    String entryPoint() {
        return """
                #!/usr/bin/env bash
                set -e
                mkdir -p "$PGDATA"
                if [ ! -s "$PGDATA/PG_VERSION" ]; then
                  echo 17 >"$PGDATA/PG_VERSION"
                  if [ -n "$FAIL" ]; then exit 3; fi
                  echo "$DATA" >"$PGDATA/rows"
                  . "$FINISHED"
                fi
                """;
    }

    @Override
    void restore(Path data) throws IOException {
        Files.writeString(data.resolve("PG_VERSION"), "17");
    }
}
