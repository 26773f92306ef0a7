package io.cdcpipeline.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The tables that a pipeline captures, of which a command names some. */
record CapturedTables(List<String> all) {

    /** @throws ParameterException when one of the named is not among them; it lists those that are */
    void require(List<String> named, CommandSpec spec) {
        for (String table : named) {
            if (!all.contains(table)) {
                throw new ParameterException(
                        spec.commandLine(),
                        "There is no captured table " + table + ". There are: "
                                + (all.isEmpty() ? "none" : String.join(", ", all)) + ".");
            }
        }
    }
}
