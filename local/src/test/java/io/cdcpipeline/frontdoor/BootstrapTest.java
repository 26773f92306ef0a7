package io.cdcpipeline.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code ./mvnw} finds, says and installs, in a checkout of its own and with a PATH of which each program is known. */
class BootstrapTest {

    private static final String NOTHING_FOUND = "find_jdk() { return 1; }; find_maven() { return 1; };";

    @TempDir
    private Path folder;

    private Shell shell;

    @BeforeEach
    void aCheckoutInAFolderWithASpace() throws IOException {
        shell = Shell.inCheckout(folder.resolve("a checkout"));
    }

    @ParameterizedTest
    @CsvSource({"17.0.15,17", "21.0.2,21", "25,25", "1.8.0_412,1"})
    void readsTheReleaseOfAJdk(String version, String release) throws IOException {
        Path home = shell.jdk("jdk", version);

        assertThat(shell.bootstrap("jdk_release '" + home + "'").output()).isEqualTo(release);
    }

    @Test
    void takesNoJreForAJdk() throws IOException {
        Path home = shell.jdk("jre", "17.0.15");
        Files.delete(home.resolve("bin/javac"));

        assertThat(shell.bootstrap("jdk_release '" + home + "'").status()).isNotZero();
    }

    @Test
    void prefersTheJdkOfJavaHome() throws IOException {
        Path home = shell.jdk("home of java", "21.0.2");

        assertThat(shell.with("JAVA_HOME", home)
                        .bootstrap("find_jdk && echo \"$JAVA_HOME\"")
                        .output())
                .isEqualTo(home + "\n");
    }

    @Test
    void looksFurtherWhenJavaHomeIsOfAReleaseThatDoesNotFit() throws IOException {
        Path wrong = shell.jdk("jdk25", "25.0.1");
        Path right = shell.jdk("jdk17", "17.0.15");
        Files.createSymbolicLink(shell.programs().resolve("javac"), right.resolve("bin/javac"));

        assertThat(shell.with("JAVA_HOME", wrong)
                        .bootstrap("find_jdk && echo \"$JAVA_HOME\"")
                        .output())
                .isEqualTo(right + "\n");
    }

    @ParameterizedTest
    @CsvSource({"3.6.2,1", "3.6.3,0", "3.9.11,0", "3.10.0,0", "4.0.0,0", "2.99.99,1", "4,0"})
    void comparesVersionsByNumber(String version, int status) {
        assertThat(shell.bootstrap("version_at_least " + version + " 3.6.3").status())
                .isEqualTo(status);
    }

    @Test
    void installsWhatIsMissingWithOneCommandOfApt() throws IOException {
        shell.program("apt-get", "echo \"apt-get $*\" >>\"$LOG\"").program("sudo", "shift; exec \"$@\"");
        shell.program("apt-cache", "[ \"$2\" = openjdk-21-jdk-headless ]");

        shell.with("CI", "true").bootstrap(NOTHING_FOUND + "require jdk maven");

        String options = " -q -o DPkg::Lock::Timeout=300 ";
        assertThat(shell.log())
                .containsExactly(
                        "apt-get" + options + "update",
                        "apt-get" + options + "install -y --no-install-recommends openjdk-21-jdk-headless maven");
    }

    @ParameterizedTest
    @CsvSource({"dnf,dnf install -y java-", "brew,brew install openjdk@17"})
    void installsWithWhatTheSystemHas(String manager, String command) throws IOException {
        shell.program(manager, "echo \"" + manager + " $*\" >>\"$LOG\"").program("sudo", "shift; exec \"$@\"");

        shell.with("CI", "true").bootstrap(NOTHING_FOUND + "require jdk maven");

        assertThat(shell.log())
                .singleElement()
                .satisfies(line -> assertThat(line).startsWith(command).endsWith(" maven"));
    }

    @Test
    void namesTheCommandAndInstallsNothingWhereSomebodyCanAnswer() throws IOException {
        shell.program("apt-get", "echo \"apt-get $*\" >>\"$LOG\"").program("sudo", "exec \"$@\"");

        Shell.Result result = shell.bootstrap(NOTHING_FOUND + "on_terminal() { true; }; require maven");

        assertThat(result.status()).isEqualTo(3);
        assertThat(result.errors())
                .contains("This needs Maven 3.6.3 or later")
                .contains("apt-get install -y --no-install-recommends maven")
                .contains(" --yes ...");
        assertThat(shell.log()).isEmpty();
    }

    @Test
    void buildsThisProjectFromAnyFolderAndThroughALink() throws IOException {
        shell.program("mvn", "case $* in *-v) echo Apache Maven 3.9.9 ;; *) echo \"$PWD: $*\" ;; esac");
        Path link = Files.createSymbolicLink(
                folder.resolve("build it"), shell.checkout().resolve("mvnw"));

        assertThat(shell.with("JAVA_HOME", shell.jdk("jdk", "17"))
                        .run("cd / && '" + link + "' verify")
                        .output())
                .isEqualTo(shell.checkout() + ": verify\n");
    }
}
