package io.cdcpipeline.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiServerBinariesTest {

    private static final String NEWEST = "1.36.10" + BinariesFolder.platform();

    @TempDir
    private Path temp;

    private final List<String> asked = new ArrayList<>();

    @Test
    void takesTheChosenFolderBeforeTheCache() {
        Path chosen = complete(temp.resolve("chosen"), NEWEST);
        complete(temp.resolve("cache"), NEWEST);

        assertThat(new ApiServerBinaries(temp.resolve("chosen"), cache(), List.of()).find())
                .isEqualTo(chosen);
    }

    @Test
    void namesTheVariableWhenTheChosenFolderIsEmpty() {
        assertThatThrownBy(() -> new ApiServerBinaries(temp.resolve("nothing"), cache(), List.of(fills())).find())
                .hasMessageStartingWith("KUBE_API_TEST_DIR=" + temp.resolve("nothing") + " holds no k8s/<version>-")
                .hasMessageContaining("unset it");
        assertThat(asked).isEmpty();
    }

    @Test
    void takesTheNewestOfTheCacheByNumberNotByText() {
        complete(temp.resolve("cache"), "1.36.9" + BinariesFolder.platform());
        Path newest = complete(temp.resolve("cache"), NEWEST);

        assertThat(new ApiServerBinaries(null, cache(), List.of(fills())).find())
                .isEqualTo(newest);
        assertThat(asked).isEmpty();
    }

    @Test
    void doesNotTakeAFolderThatLacksABinary() throws IOException {
        Files.delete(complete(temp.resolve("cache"), NEWEST).resolve("etcd"));

        assertThat(cache().newest()).isEmpty();
    }

    @Test
    void asksOneOriginAfterTheOtherUntilOneFills() {
        var origins = List.of(refuses("first"), fills(), refuses("third"));

        assertThat(new ApiServerBinaries(null, cache(), origins).find())
                .isEqualTo(temp.resolve("cache/k8s").resolve(NEWEST));
        assertThat(asked).containsExactly("first", "second");
    }

    @Test
    void saysWhatToSetAndWhyEachOriginFailed() {
        var origins = List.of(refuses("first"), refuses("third"));

        assertThatThrownBy(() -> new ApiServerBinaries(null, cache(), origins).find())
                .hasMessageStartingWith("The tests need a Kubernetes API server: set KUBE_API_TEST_DIR to a folder")
                .hasMessageEndingWith("Tried first: no network; third: no network.");
    }

    @Test
    void theCacheIsTheUsersOwn() {
        assertThat(ApiServerBinaries.of(Map.of("XDG_CACHE_HOME", "/caches"), temp)
                        .cache()
                        .root())
                .isEqualTo(Path.of("/caches/cdcpipeline/kube-api"));
        assertThat(ApiServerBinaries.of(Map.of("XDG_CACHE_HOME", " "), temp)
                        .cache()
                        .root())
                .isEqualTo(Path.of(System.getProperty("user.home"), ".cache/cdcpipeline/kube-api"));
    }

    @Test
    void aProgramThatFailsIsQuotedByItsLastLine() throws IOException {
        Path program = temp.resolve("program");
        Files.writeString(program, "#!/bin/sh\necho one\necho \"cannot fill $1\" >&2\nexit 7\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();

        assertThatThrownBy(() -> new Command("program", program).fill(cache()))
                .hasMessageStartingWith("exit 7, cannot fill " + temp.resolve("cache"));
    }

    private BinariesFolder cache() {
        return new BinariesFolder(temp.resolve("cache"));
    }

    private Path complete(Path root, String version) {
        Path folder = root.resolve("k8s").resolve(version);
        try {
            Files.createDirectories(folder);
            for (String name : BinariesFolder.NAMES) {
                assertThat(Files.createFile(folder.resolve(name)).toFile().setExecutable(true))
                        .isTrue();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder;
    }

    private Origin fills() {
        return new Told("second", () -> complete(temp.resolve("cache"), NEWEST));
    }

    private Origin refuses(String name) {
        return new Told(name, () -> {
            throw new IOException("no network");
        });
    }

    private interface Deed {
        void run() throws IOException;
    }

    private final class Told implements Origin {
        private final String name;
        private final Deed deed;

        Told(String name, Deed deed) {
            this.name = name;
            this.deed = deed;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void fill(BinariesFolder cache) throws IOException {
            asked.add(name);
            deed.run();
        }
    }
}
