package io.cdcpipeline.cli;

import io.cdcpipeline.local.DiskSpace;
import io.cdcpipeline.local.LocalException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells an error in a sentence; its trace only to those who ask. */
final class Failures implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception e, CommandLine line, ParseResult result) {
        line.getErr().println(sentence(e, line));
        CdcCommand root = (CdcCommand) line.getCommandSpec().root().userObject();
        if (root.verbose) {
            e.printStackTrace(line.getErr());
        }
        return ExitCode.COULD_NOT;
    }

    private static String sentence(Exception e, CommandLine line) {
        if (e instanceof LocalException || e instanceof SQLException) {
            return e.getMessage();
        }
        if (e instanceof UncheckedIOException || e instanceof IOException) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return new DiskSpace(folder(line)).complaint().orElseGet(() -> described(e, cause));
        }
        return "An error in cdc itself: " + e + "; please report it with what --verbose shows.";
    }

    private static String described(Exception e, Throwable cause) {
        return e == cause ? "Input or output failed: " + e : e.getMessage() + ": " + cause;
    }

    private static Path folder(CommandLine line) {
        Object command = line.getCommandSpec().userObject();
        return command instanceof FolderCommand inFolder
                ? inFolder.folder()
                : Path.of("").toAbsolutePath();
    }
}
