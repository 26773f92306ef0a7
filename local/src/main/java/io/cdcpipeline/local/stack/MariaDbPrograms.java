package io.cdcpipeline.local.stack;

import io.cdcpipeline.local.LocalException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The programs of MariaDB's server, as a system's package has put them.
 *
 * @param base below which all of it is
 */
public record MariaDbPrograms(String server, String installer, String client, String base) {

    /** Names a folder of its own: for a server that no package has put there. */
    public static final String PROPERTY = "cdc.mariadb";

    private static final List<String> BEYOND_PATH = List.of("/usr/sbin", "/usr/local/sbin", "/usr/libexec");

    /** @throws LocalException that says how to get them */
    public static MariaDbPrograms find() {
        String own = System.getProperty(PROPERTY);
        Optional<Path> server = own == null
                ? Stream.concat(
                                Stream.of(
                                        System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)),
                                BEYOND_PATH.stream())
                        .filter(folder -> !folder.isEmpty())
                        .map(folder -> Path.of(folder, "mariadbd"))
                        .filter(Files::isExecutable)
                        .findFirst()
                : Optional.of(Path.of(own, "bin", "mariadbd"));
        return server.flatMap(MariaDbPrograms::beside)
                .orElseThrow(() -> new LocalException(
                        "spec.source.mariadb.managed runs MariaDB's server on this machine, and there"
                                + " is none (mariadbd): apt-get install mariadb-server (Debian, Ubuntu), dnf install mariadb-server"
                                + " (Fedora), or name a server of your own in spec.source.mariadb.external."));
    }

    /** Empty where one of them is missing. */
    private static Optional<MariaDbPrograms> beside(Path server) {
        Path base = base(server);
        Path client = base.resolve("bin").resolve("mariadb");
        return Stream.of("bin", "scripts")
                .map(folder -> base.resolve(folder).resolve("mariadb-install-db"))
                .filter(installer -> Files.isExecutable(installer) && Files.isExecutable(client))
                .findFirst()
                .map(installer -> new MariaDbPrograms(
                        server.toString(), installer.toString(), client.toString(), base.toString()));
    }

    /** {@code /sbin} is a link to {@code /usr/sbin} where a system has but one of them. */
    private static Path base(Path server) {
        try {
            return server.toRealPath().getParent().getParent();
        } catch (IOException e) {
            return server.toAbsolutePath().getParent().getParent();
        }
    }
}
