package io.cdcpipeline.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Finds kube-apiserver, kubectl and etcd: {@code KUBE_API_TEST_DIR} if set, else a cache in the user's home, which the
 * first origin that can fills. A test that needs an API server is never skipped for want of one: it fails and says
 * what to set.
 */
record ApiServerBinaries(Path chosen, BinariesFolder cache, List<Origin> origins) {

    static final String CHOSEN = "KUBE_API_TEST_DIR";

    static ApiServerBinaries of(Map<String, String> environment, Path root) {
        String chosen = environment.get(CHOSEN);
        String caches = environment.get("XDG_CACHE_HOME");
        Path home = caches == null || caches.isBlank()
                ? Path.of(System.getProperty("user.home"), ".cache")
                : Path.of(caches);
        return new ApiServerBinaries(
                chosen == null || chosen.isBlank() ? null : Path.of(chosen),
                new BinariesFolder(home.resolve("cdcpipeline").resolve("kube-api")),
                List.of(
                        new Command("../shared/kube-api/unpack", root.resolveSibling("shared/kube-api/unpack")),
                        new Download("1.36.*"),
                        new Command("kube-api/build (Go modules)", root.resolve("kube-api/build"))));
    }

    /** The folder that holds the three binaries. */
    Path find() {
        if (chosen != null) {
            return new BinariesFolder(chosen)
                    .newest()
                    .orElseThrow(() -> new IllegalStateException(CHOSEN + "=" + chosen + " holds no k8s/<version>"
                            + BinariesFolder.platform() + " with " + String.join(", ", BinariesFolder.NAMES)
                            + ": unset it to let the build fetch them, or set it to a folder that does."));
        }
        return cache.newest().orElseGet(this::fill);
    }

    /** One build at a time fills the cache; the others wait for it. */
    private Path fill() {
        try {
            Files.createDirectories(cache.root());
            try (FileChannel file = FileChannel.open(
                            cache.root().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var lock = file.lock()) {
                return lock.isValid() ? firstThatWorks() : cache.newest().orElseThrow();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the cache " + cache.root() + ": set XDG_CACHE_HOME.", e);
        }
    }

    private Path firstThatWorks() {
        List<String> reasons = new ArrayList<>();
        for (Origin origin : origins) {
            // Somebody else may have filled it while this build waited for the lock.
            if (cache.newest().isPresent()) {
                break;
            }
            try {
                origin.fill(cache);
            } catch (IOException e) {
                reasons.add(origin.name() + ": " + e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while getting the API server by " + origin.name(), e);
            }
        }
        return cache.newest()
                .orElseThrow(() -> new IllegalStateException("The tests need a Kubernetes API server: set " + CHOSEN
                        + " to a folder that holds k8s/<version>" + BinariesFolder.platform() + " with "
                        + String.join(", ", BinariesFolder.NAMES) + ". Tried " + String.join("; ", reasons) + "."));
    }
}
