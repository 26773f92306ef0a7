package io.cdcpipeline.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** What the image's entry point does in a new server. */
record MariaDbInit(MariaDbSpec spec) {

    /** Root by the socket only, and with its password. */
    private static final List<String> ROOT = List.of(
            "EXECUTE IMMEDIATE concat('ALTER USER root@localhost IDENTIFIED BY ', quote(@root_password));",
            "DELETE FROM mysql.global_priv WHERE user = 'root' AND host <> 'localhost';",
            "FLUSH PRIVILEGES;");

    /** The server takes a statement a line from such a file, and nobody else may read it. */
    void write(Path file) {
        List<String> lines = new ArrayList<>();
        lines.add(variable("root_password", spec.superuserPasswordFile()));
        spec.passwords().forEach((name, password) -> lines.add(variable(name, password)));
        try {
            Files.readAllLines(Path.of(spec.script())).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("--"))
                    .forEach(lines::add);
            // Where our SQL has ended, nothing is logged.
            lines.addAll(ROOT);
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    private static String variable(String name, String passwordFile) {
        try {
            byte[] password =
                    Files.readString(Path.of(passwordFile)).stripTrailing().getBytes(StandardCharsets.UTF_8);
            return "SET @" + name + " = convert(from_base64('"
                    + Base64.getEncoder().encodeToString(password) + "') USING utf8mb4);";
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the password in " + passwordFile, e);
        }
    }
}
