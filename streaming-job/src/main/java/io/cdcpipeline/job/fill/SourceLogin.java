package io.cdcpipeline.job.fill;

import io.cdcpipeline.contract.SourceDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** As whom a database is read. It is read for each connection: it may have changed. */
record SourceLogin(String user, String password) {

    /** @throws SourceException when it cannot be read */
    static SourceLogin of(SourceDatabase database) {
        return new SourceLogin(read(database, "username"), read(database, "password"));
    }

    private static String read(SourceDatabase database, String file) {
        Path path = Path.of(database.login(), file);
        try {
            return Files.readString(path).strip();
        } catch (IOException e) {
            throw new SourceException(
                    "The login to the database cannot be read from " + path + ": " + e.getMessage(), e);
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return user;
    }
}
