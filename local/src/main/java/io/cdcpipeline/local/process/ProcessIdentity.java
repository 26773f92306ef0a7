package io.cdcpipeline.local.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One process of one boot of this machine. A process id alone is used again for other processes; with its start time it
 * is not.
 *
 * @param startTicks field 22 of {@code /proc/PID/stat}: clock ticks since boot, which no clock adjustment moves
 * @param boot the kernel's random id of this boot
 */
record ProcessIdentity(long pid, long startTicks, String boot) {

    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    /** The process that has this id now; empty when there is none, or when it ended and nobody has collected it. */
    static Optional<ProcessIdentity> of(long pid) {
        try {
            byte[] bytes = Files.readAllBytes(Path.of("/proc", Long.toString(pid), "stat"));
            String stat = new String(bytes, StandardCharsets.ISO_8859_1);
            // The second field is the program's name in parentheses and may hold blanks and parentheses itself.
            String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            boolean zombie = afterName[0].equals("Z") || afterName[0].equals("X");
            return zombie
                    ? Optional.empty()
                    : Optional.of(new ProcessIdentity(pid, Long.parseLong(afterName[19]), currentBoot()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    boolean isAlive() {
        return of(pid).filter(this::equals).isPresent();
    }

    private static String currentBoot() throws IOException {
        return Files.readString(BOOT_ID).strip();
    }
}
