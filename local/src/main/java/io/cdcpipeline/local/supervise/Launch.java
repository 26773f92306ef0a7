package io.cdcpipeline.local.supervise;

import io.cdcpipeline.local.process.ClassArchive;
import java.util.List;

/** A child process' command line, and the archive that it reads or writes. */
record Launch(List<String> command, ClassArchive archive) {}
