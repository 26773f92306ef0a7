package io.cdcpipeline.local.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What of a machine is not as it should be. Pure. */
record Diagnosis(Machine machine) {

    private static final long LEAST_TOTAL = 3_000;
    private static final long LEAST_AVAILABLE = 2_500;
    private static final long LEAST_FREE = 300;
    private static final long GOOD_FREE = 3_000;
    private static final long LEAST_FILES = 1_024;
    private static final long GOOD_FILES = 4_096;
    private static final long LEAST_PROCESSES = 1_000;

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        findings.add(jdk());
        findings.add(maven());
        findings.add(memory());
        machine.disks().forEach(disk -> findings.add(disk(disk)));
        findings.add(ports());
        findings.add(files());
        findings.add(processes());
        findings.add(user());
        findings.add(zone());
        findings.add(localhost());
        findings.add(
                machine.python().found()
                        ? Finding.ok("Python", machine.python().text())
                        : Finding.warning("Python", machine.python().text()));
        return findings;
    }

    private Finding jdk() {
        int release = machine.javaRelease();
        if (release < 17 || release > 21) {
            return Finding.problem(
                    "JDK",
                    "Java " + release + ", and Spark 3.5 runs on 17 to 21: set JAVA_HOME to such a JDK"
                            + " (Debian and Ubuntu: apt-get install openjdk-17-jdk-headless).");
        }
        return machine.javac()
                ? Finding.ok("JDK", "Java " + release)
                : Finding.warning(
                        "JDK",
                        "Java " + release + " without a compiler: what is built runs, a change needs a JDK"
                                + " (Debian and Ubuntu: apt-get install openjdk-17-jdk-headless).");
    }

    private Finding maven() {
        return machine.maven()
                .map(version -> Finding.ok("Maven", version))
                .orElseGet(() -> Finding.warning(
                        "Maven",
                        "None: what is built runs, a change needs one (Debian and Ubuntu: apt-get install maven)."));
    }

    private Finding memory() {
        return machine.memory()
                .map(memory -> {
                    String found = memory.available() + " MB of " + memory.total() + " MB are free";
                    if (memory.total() < LEAST_TOTAL) {
                        return Finding.problem(
                                "Memory",
                                found + ", and a pipeline takes " + LEAST_TOTAL
                                        + ": give this machine or container more.");
                    }
                    return memory.available() < LEAST_AVAILABLE
                            ? Finding.warning(
                                    "Memory",
                                    found + ", and a pipeline takes " + LEAST_AVAILABLE + ": end other programs.")
                            : Finding.ok("Memory", found);
                })
                .orElseGet(() -> Finding.ok("Memory", "Not told by this system"));
    }

    private static Finding disk(Machine.Disk disk) {
        String subject = "Disk of " + disk.use();
        String found = disk.folder() + " has " + disk.free() + " MB free";
        if (!disk.writable()) {
            return Finding.problem(
                    subject, "No permission to write in " + disk.folder() + ": choose another folder with --dir.");
        }
        if (disk.free() < LEAST_FREE) {
            return Finding.problem(subject, found + ", too few: free some, or choose another disk.");
        }
        return disk.free() < GOOD_FREE
                ? Finding.warning(subject, found + ", which the first real amount of data fills: free some.")
                : Finding.ok(subject, found);
    }

    private Finding ports() {
        if (machine.takenPorts().isEmpty()) {
            return Finding.ok("Ports", "Those of the lab are free; a pipeline takes free ones from 20000 to 32000");
        }
        String taken = machine.takenPorts().stream().map(String::valueOf).collect(Collectors.joining(", "));
        return Finding.warning("Ports", "Taken: " + taken + "; give the lab another one: cdc lab --port N.");
    }

    private Finding files() {
        return machine.openFiles()
                .map(limit -> {
                    String found = "A process may have " + limit + " files open";
                    if (limit < LEAST_FILES) {
                        return Finding.problem(
                                "Open files", found + ", too few for Kafka: ulimit -n " + GOOD_FILES + ".");
                    }
                    return limit < GOOD_FILES
                            ? Finding.warning(
                                    "Open files", found + ", few for many tables: ulimit -n " + GOOD_FILES + ".")
                            : Finding.ok("Open files", found);
                })
                .orElseGet(() -> Finding.ok("Open files", "Not told by this system"));
    }

    private Finding processes() {
        return machine.processes()
                .filter(limit -> limit < LEAST_PROCESSES)
                .map(limit -> Finding.warning(
                        "Processes",
                        "This user may have " + limit + " processes and threads, and a pipeline has some hundreds:"
                                + " ulimit -u " + 4 * LEAST_PROCESSES + "."))
                .orElseGet(() -> Finding.ok("Processes", "Enough for a pipeline's threads"));
    }

    private Finding user() {
        if (machine.root() && !machine.unprivileged()) {
            return Finding.problem(
                    "User",
                    "root, under which PostgreSQL refuses to run, and neither unshare --user nor setpriv works here:"
                            + " run cdc as an ordinary user.");
        }
        return Finding.ok("User", machine.root() ? "root; PostgreSQL runs under another name" : "An ordinary one");
    }

    private Finding zone() {
        return Finding.ok(
                "Time zone",
                machine.clock().zone() + (machine.clock().utc() ? "" : "; the pipeline's own processes run in UTC"));
    }

    private Finding localhost() {
        return machine.clock().loopback()
                ? Finding.ok("localhost", "Leads to this machine")
                : Finding.problem(
                        "localhost", "Does not lead to 127.0.0.1: add the line '127.0.0.1 localhost' to /etc/hosts.");
    }
}
