package io.cdcpipeline.local.doctor;

import java.util.List;
import java.util.Optional;

/**
 * What was found on this machine.
 *
 * @param javaRelease the feature release that cdc runs on, as 17
 * @param javac whether it is a JDK, with a compiler
 * @param maven its version; empty where there is none
 * @param memory megabytes; empty where the system does not tell
 * @param disks those that a pipeline, and what cdc caches, lie on
 * @param takenPorts those of the well-known ones that somebody else has
 * @param openFiles how many files a process may have open; empty where the system does not tell
 * @param processes how many processes the user may have; empty for any number
 * @param clock the system's time zone
 * @param root whether cdc runs as root
 * @param unprivileged whether root can run a program under another name, which PostgreSQL wants
 * @param python what can run the lab, or why nothing can
 */
record Machine(
        int javaRelease,
        boolean javac,
        Optional<String> maven,
        Optional<Memory> memory,
        List<Disk> disks,
        List<Integer> takenPorts,
        Optional<Long> openFiles,
        Optional<Long> processes,
        Clock clock,
        boolean root,
        boolean unprivileged,
        Lab python) {

    /** Of the machine, or of the container that cdc runs in. */
    record Memory(long total, long available) {}

    /** @param free megabytes */
    record Disk(String use, String folder, long free, boolean writable) {}

    /** @param loopback whether the name localhost leads to this machine */
    record Clock(String zone, boolean utc, boolean loopback) {}

    /** @param found whether a Python was, and its program or the complaint */
    record Lab(boolean found, String text) {}
}
