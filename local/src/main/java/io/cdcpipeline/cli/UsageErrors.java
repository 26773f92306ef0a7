package io.cdcpipeline.cli;

import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Answers a wrong command line with one sentence; a wrong name with the right ones. */
final class UsageErrors implements IParameterExceptionHandler {

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine line = e.getCommandLine();
        line.getErr().println(sentence(e, line));
        line.getErr().println("See: " + line.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE;
    }

    private static String sentence(ParameterException e, CommandLine line) {
        if (e instanceof UnmatchedArgumentException unmatched
                && !line.getSubcommands().isEmpty()) {
            String wrong = unmatched.getUnmatched().get(0);
            List<String> near = unmatched.getSuggestions();
            if (!wrong.startsWith("-")) {
                return "There is no command " + wrong + ". "
                        + (near.isEmpty() ? "" : "Did you mean " + String.join(" or ", near) + "? ")
                        + "There are: "
                        + line.getSubcommands().keySet().stream().collect(Collectors.joining(", ")) + ".";
            }
        }
        return e.getMessage();
    }
}
