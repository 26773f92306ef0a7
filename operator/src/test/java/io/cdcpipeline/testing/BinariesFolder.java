package io.cdcpipeline.testing;

import io.fabric8.kubeapitest.Utils;
import io.fabric8.kubeapitest.binary.OSInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder laid out as kube-api-test expects: {@code k8s/<version>-<os>-<arch>/} with kube-apiserver, kubectl and etcd.
 */
record BinariesFolder(Path root) {

    static final List<String> NAMES = List.of("kube-apiserver", "kubectl", "etcd");

    /** The folder of the newest version of which all three are there and can run. */
    Optional<Path> newest() {
        String platform = platform();
        List<String> versions = new ArrayList<>();
        try (Stream<Path> found = Files.isDirectory(versions()) ? Files.list(versions()) : Stream.empty()) {
            found.filter(BinariesFolder::complete)
                    .map(folder -> folder.getFileName().toString())
                    .filter(name -> name.endsWith(platform))
                    .map(name -> name.substring(0, name.length() - platform.length()))
                    .filter(version -> version.matches("\\d+(\\.\\d+)*"))
                    .forEach(versions::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return versions.isEmpty()
                ? Optional.empty()
                : Optional.of(versions().resolve(Utils.getLatestVersion(versions) + platform));
    }

    Path versions() {
        return root.resolve("k8s");
    }

    /** kube-api-test's suffix of this machine, {@code -linux-amd64}. */
    static String platform() {
        return Utils.platformSuffix(new OSInfo());
    }

    private static boolean complete(Path folder) {
        return NAMES.stream().map(folder::resolve).allMatch(f -> Files.isRegularFile(f) && Files.isExecutable(f));
    }
}
