package io.cdcpipeline.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A folder of one test JVM's own, in the layout of kube-api-test, for certificates and links to the binaries: two
 * builds at once share the binaries and nothing else.
 */
record RunFolder(Path root) {

    static RunFolder over(Path binaries, Path parent) throws IOException {
        Path root = Files.createTempDirectory(parent, "run");
        Path version = Files.createDirectories(root.resolve("k8s").resolve(binaries.getFileName()));
        Files.createSymbolicLink(version.resolve("kubectl"), binaries.resolve("kubectl"));
        launcher(root, version.resolve("etcd"), binaries.resolve("etcd"));
        launcher(root, version.resolve("kube-apiserver"), binaries.resolve("kube-apiserver"));
        return new RunFolder(root);
    }

    /** kube-api-test opens etcd, which asks for no password, to every network of the machine: keep it at home. */
    private static void launcher(Path root, Path file, Path program) throws IOException {
        String script = """
                #!/bin/sh
                echo $$ >%s
                for argument do
                    shift
                    case $argument in http://0.0.0.0:*) argument=http://127.0.0.1:${argument##*:} ;; esac
                    set -- "$@" "$argument"
                done
                exec %s "$@"
                """.formatted(quoted(root.resolve(file.getFileName() + ".pid")), quoted(program));
        Files.writeString(file, script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    /**
     * Ends the servers when this JVM could not, because it was killed: its input is a pipe that ends with the JVM.
     *
     * @return the process that waits; end it once the servers are stopped in order
     */
    Process endWithThisJvm() throws IOException {
        String script = """
                cat >/dev/null
                for pid in "$1"/*.pid; do kill -9 "$(cat "$pid")"; done
                rm -rf "$1"
                """;
        return new ProcessBuilder("sh", "-c", script, "sh", root.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static String quoted(Path path) {
        return "'" + path.toAbsolutePath().toString().replace("'", "'\\''") + "'";
    }

    void delete() throws IOException {
        Folders.delete(root);
    }
}
