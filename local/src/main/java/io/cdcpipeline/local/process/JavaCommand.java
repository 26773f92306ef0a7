package io.cdcpipeline.local.process;

import io.cdcpipeline.local.Installation;
import io.cdcpipeline.local.stack.MariaDbPrograms;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The command line of a Java child process: tethered to this one, in a session of its own. */
public final class JavaCommand {

    private static final Path SETSID = Path.of("/usr/bin/setsid");

    private final String mainClass;
    private final List<String> options = new ArrayList<>();

    public JavaCommand(String mainClass) {
        this.mainClass = mainClass;
    }

    public JavaCommand options(List<String> more) {
        options.addAll(more);
        return this;
    }

    public JavaCommand properties(Map<String, String> properties) {
        properties.forEach((name, value) -> options.add("-D" + name + "=" + value));
        return this;
    }

    /** A program that outlives the one that starts it: not tethered, and deaf to the terminal. */
    public static List<String> detached(String mainClass, List<String> arguments, Installation installation) {
        List<String> command = new ArrayList<>(inOwnSession());
        command.addAll(List.of(
                java(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dcdc.home=" + installation.root()));
        String mariadb = System.getProperty(MariaDbPrograms.PROPERTY);
        if (mariadb != null) {
            command.add("-D" + MariaDbPrograms.PROPERTY + "=" + mariadb);
        }
        command.addAll(List.of("-cp", installation.cliClassPath(), mainClass));
        command.addAll(arguments);
        return command;
    }

    /** The command for {@link ProcessBuilder}. */
    public List<String> line(String classPath, List<String> arguments) {
        List<String> command = new ArrayList<>(inOwnSession());
        command.add(java());
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, ParentBoundMain.class.getName(), mainClass));
        command.addAll(arguments);
        return command;
    }

    /**
     * Ctrl-C goes to the terminal's whole process group; out of it, the child gets to know of the end by its tether, in the
     * order that its parts need.
     */
    public static List<String> inOwnSession() {
        return Files.isExecutable(SETSID) ? List.of(SETSID.toString()) : List.of();
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
