package io.cdcpipeline.contract.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What has a database write the {@link TableNotes} of its tables: event triggers. */
public final class NotesSql {

    private static final String FILE = "notes.sql";

    private NotesSql() {}

    /**
     * For a superuser, any number of times.
     *
     * @param reader the role that reads changes, and notes
     */
    public static String of(String reader) {
        try (InputStream in = NotesSql.class.getResourceAsStream(FILE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("${reader}", TableName.quoted(reader));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
