package io.cdcpipeline.local.lab;

import io.cdcpipeline.local.home.TemporaryFolder;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;

/**
 * The environments of other releases of cdc, or of another Python: a gigabyte each. One that somebody goes back to within
 * some weeks is still there.
 *
 * @param cache the folder that holds them all
 */
record UnusedEnvironments(Path cache) {

    static final Duration KEPT = Duration.ofDays(30);

    /** Its time is when the environment that it stands in was last used; one without is half made. */
    static final String MARK = "complete";

    /** @param used the one that a lab starts in now */
    void delete(Path used, Instant now) throws IOException {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(cache, "python*-*")) {
            for (Path environment : all) {
                if (Files.isDirectory(environment)
                        && !environment.equals(used)
                        && lastUse(environment).isBefore(now.minus(KEPT))) {
                    delete(environment);
                }
            }
        }
    }

    /** The mark goes first: half of an environment is never used. Its lock stays, for another process may wait at it. */
    private static void delete(Path environment) throws IOException {
        Files.deleteIfExists(environment.resolve(MARK));
        TemporaryFolder.deleteAll(environment);
        Files.deleteIfExists(environment.resolveSibling(environment.getFileName() + ".log"));
    }

    private static Instant lastUse(Path environment) throws IOException {
        Path mark = environment.resolve(MARK);
        FileTime time = Files.getLastModifiedTime(Files.exists(mark) ? mark : environment);
        return time.toInstant();
    }
}
