package io.cdcpipeline.local.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipeline.local.LocalException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HomeTest {

    @TempDir
    Path folder;

    private PipelineHome home;

    @BeforeEach
    void makeHome() {
        home = PipelineHome.of(folder.resolve("a pipeline/ü"));
        home.create();
    }

    @Test
    void folderIsClosedToOthers() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.dir())))
                .isEqualTo("rwx------");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:b", "a,b", "a;b", "a{b", "a$b", "a\nb", "a\"b"})
    void nameThatASettingWouldSplitIsRefused(String name) {
        assertThatThrownBy(() -> PipelineHome.of(folder.resolve(name)))
                .isInstanceOf(LocalException.class)
                .hasMessageContaining("--dir");
    }

    @Test
    void fileInPlaceOfTheFolderIsRefusedInASentence() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> PipelineHome.of(file).create())
                .isInstanceOf(LocalException.class)
                .hasMessageContaining("is not a folder");
    }

    @Test
    void secretIsDrawnOnceAndReadableByItsOwnerOnly() throws Exception {
        SecretStore secrets = new SecretStore(home.secrets());
        secrets.generate("db", "password");
        byte[] first = secrets.read("db").get("password");

        secrets.generate("db", "password");

        assertThat(secrets.read("db").get("password")).isEqualTo(first).hasSizeGreaterThanOrEqualTo(32);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets.file("db", "password"))))
                .isEqualTo("rw-------");
    }

    @Test
    void givenSecretIsReplacedByALaterOne() {
        SecretStore secrets = new SecretStore(home.secrets());
        secrets.put("db", "user", "a".getBytes(StandardCharsets.UTF_8));
        secrets.put("db", "user", "b".getBytes(StandardCharsets.UTF_8));

        assertThat(secrets.read("db")).containsOnlyKeys("user");
        assertThat(secrets.read("db").get("user")).isEqualTo("b".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void portsAreKept() {
        assertThat(Ports.in(home)).isEqualTo(Ports.in(home));
    }

    @Test
    void portThatWasTakenMeanwhileIsReplaced() throws Exception {
        Ports kept = Ports.in(home);
        try (ServerSocket other = new ServerSocket(kept.kafka(), 1, InetAddress.getLoopbackAddress())) {
            Ports now = Ports.in(home);

            assertThat(now.kafka()).isNotEqualTo(other.getLocalPort());
            assertThat(now.postgres()).isEqualTo(kept.postgres());
        }
    }

    @Test
    void portsDiffer() {
        Ports ports = Ports.in(home);
        List<Integer> all = List.of(
                ports.postgres(),
                ports.kafka(),
                ports.kafkaController(),
                ports.connect(),
                ports.status(),
                ports.query());

        assertThat(all).doesNotHaveDuplicates().allMatch(p -> p >= 20_000 && p < 32_000);
    }

    @Test
    void lockIsHeldByOneAtATime() {
        HomeLock lock = HomeLock.tryTake(home).orElseThrow();

        assertThat(HomeLock.tryTake(home)).isEmpty();

        lock.close();
        assertThat(HomeLock.whileFree(home, () -> {})).isTrue();
    }

    @Test
    void identityIsDrawnOnce() {
        Identity first = Identity.in(home, "default", "inventory", "shop");

        assertThat(Identity.in(home, "default", "inventory", "shop")).isEqualTo(first);
        assertThat(first.uid()).hasSize(36);
    }

    @Test
    void folderOfAnotherPipelineIsRefused() {
        Identity.in(home, "default", "inventory", "shop");

        assertThatThrownBy(() -> Identity.in(home, "default", "billing", "shop"))
                .isInstanceOf(LocalException.class)
                .hasMessageContaining("holds pipeline inventory")
                .hasMessageContaining("--dir");
    }

    @Test
    void readerNeverSeesHalfAFile() throws Exception {
        Path file = home.dir().resolve("value.json");
        JsonFile.write(file, List.of(1));
        Thread writer = new Thread(() -> IntStream.range(0, 200)
                .forEach(i -> JsonFile.write(file, IntStream.range(0, i).boxed().toList())));
        writer.start();
        while (writer.isAlive()) {
            assertThat(JsonFile.read(file, List.class)).isPresent();
        }
        writer.join();
    }

    @Test
    void damagedFileIsNamed() throws Exception {
        Files.writeString(home.ports(), "{");

        assertThatThrownBy(() -> Ports.in(home))
                .isInstanceOf(LocalException.class)
                .hasMessageContaining(home.ports().toString());
    }
}
