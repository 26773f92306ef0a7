package io.cdcpipeline.cli;

import java.nio.file.Path;

/** A command about one pipeline's folder. */
interface FolderCommand {

    Path folder();
}
