package io.cdcpipeline.report;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A zip for somebody who is to help: texts alone, out of which secrets are taken. A part that cannot be had is named in
 * {@code problems.txt}, and the others come.
 */
public final class Report implements AutoCloseable {

    private static final String README = """
            What cdc report has gathered about one pipeline. Values of Secrets are not in it; what was known to be one, or looked
            like one, reads %s. It has names of hosts, tables and columns, and a log may quote a row that was refused: look through
            it before you pass it on.

            versions.*     what runs where
            pipeline.yaml  the pipeline with its status
            objects/       what belongs to it
            events.txt     what Kubernetes was told about it
            status.yaml    what the job says of itself, connectors.yaml what Connect says
            logs/          the last lines of each
            problems.txt   what could not be had, and why
            """.formatted(Redaction.MARK);

    /** Of a part; more of a log is seldom read, and a zip has to pass a mailbox. */
    private static final int MOST = 4_000_000;

    private final ZipOutputStream zip;
    private final Redaction redaction;
    private final List<String> problems = new ArrayList<>();
    private int parts;

    private Report(ZipOutputStream zip, Redaction redaction) {
        this.zip = zip;
        this.redaction = redaction;
    }

    /** Where a part comes from. */
    interface Part<T> {

        T read() throws IOException;
    }

    /** @param file made anew, for its owner alone to read */
    static Report into(Path file, Redaction redaction) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Report report = new Report(new ZipOutputStream(Files.newOutputStream(file)), redaction);
        report.entry("README.txt", README);
        return report;
    }

    /** A log, a list: lines. */
    void text(String name, Part<String> part) throws IOException {
        Optional<String> text = read(name, part);
        if (text.isPresent()) {
            write(name, end(redaction.text(text.get())));
        }
    }

    /** What JSON or YAML says. */
    void tree(String name, Part<?> part) throws IOException {
        Optional<?> tree = read(name, part);
        if (tree.isPresent()) {
            write(name, redaction.known(Serialization.asYaml(redaction.tree(tree.get()))));
        }
    }

    private <T> Optional<T> read(String name, Part<T> part) {
        try {
            return Optional.of(part.read());
        } catch (IOException | RuntimeException e) {
            problem(name, e);
            return Optional.empty();
        }
    }

    void problem(String name, Exception e) {
        problems.add(redaction.text(name + ": " + e));
    }

    /** How many there are. */
    public int parts() {
        return parts;
    }

    /** What could not be had. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    private void write(String name, String text) throws IOException {
        entry(name, text);
        parts++;
    }

    private void entry(String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private static String end(String text) {
        return text.substring(Math.max(0, text.length() - MOST));
    }

    @Override
    public void close() throws IOException {
        try (zip) {
            if (!problems.isEmpty()) {
                entry("problems.txt", String.join("\n", problems) + "\n");
            }
        }
    }
}
