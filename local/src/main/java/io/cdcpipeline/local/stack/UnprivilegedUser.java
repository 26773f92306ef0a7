package io.cdcpipeline.local.stack;

import io.cdcpipeline.local.LocalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a program under another name than root's, which PostgreSQL refuses to run under; files stay where they are. */
public final class UnprivilegedUser {

    /** Changes nothing but the name, but needs the right to open a user namespace: not in a chroot, nor in most containers. */
    private static final List<String> NAMESPACE = List.of("unshare", "--user");

    /** Nobody, who may still read and write what is root's. */
    private static final List<String> NOBODY = List.of(
            "setpriv",
            "--reuid=65534",
            "--regid=65534",
            "--clear-groups",
            "--inh-caps=+dac_override",
            "--ambient-caps=+dac_override");

    private UnprivilegedUser() {}

    /** What to put before a command; nothing for those who are not root anyway. */
    static List<String> prefix() {
        if (!isRoot()) {
            return List.of();
        }
        return runs(NAMESPACE) ? NAMESPACE : NOBODY;
    }

    /** Whether root can run a program so. */
    public static boolean isPossible() {
        return runs(NAMESPACE) || runs(NOBODY);
    }

    public static boolean isRoot() {
        try {
            return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    private static boolean runs(List<String> prefix) {
        try {
            List<String> command = new ArrayList<>(prefix);
            command.add("true");
            return new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalException("Interrupted while PostgreSQL was started", e);
        }
    }
}
