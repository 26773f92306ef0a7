package io.cdcpipeline.local.stack;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the stack process runs, as one JSON file without a secret: passwords are named by file.
 *
 * @param postgres null when the source is another database, or an external one
 * @param mariadb likewise
 * @param kafka null when the broker is an external one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StackSpec(PostgresSpec postgres, MariaDbSpec mariadb, KafkaSpec kafka, ConnectSpec connect) {

    private static final JsonMapper JSON = new JsonMapper();

    static StackSpec read(Path file) {
        try {
            return JSON.readValue(file.toFile(), StackSpec.class);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    /** Whether the database is one of the pipeline's own. */
    public boolean ownsSource() {
        return postgres != null || mariadb != null;
    }

    public void write(Path file) {
        try {
            Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }
}
