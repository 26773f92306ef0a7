package io.cdcpipeline.cli;

import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Completion for fish, which picocli does not make: a line a command, and a line an option. */
record FishCompletion(CommandLine root) {

    String script() {
        String name = root.getCommandName();
        StringBuilder script = new StringBuilder("complete -c " + name + " -e\n");
        for (Map.Entry<String, CommandLine> command : root.getSubcommands().entrySet()) {
            CommandSpec spec = command.getValue().getCommandSpec();
            script.append("complete -c " + name + " -n __fish_use_subcommand -f -a " + command.getKey()
                    + description(first(spec.usageMessage().description())));
            for (OptionSpec option : spec.options()) {
                if (!option.hidden()) {
                    script.append(option(name, command.getKey(), option));
                }
            }
        }
        return script.toString();
    }

    private static String option(String name, String command, OptionSpec option) {
        StringBuilder line =
                new StringBuilder("complete -c " + name + " -n '__fish_seen_subcommand_from " + command + "'");
        for (String spelling : option.names()) {
            line.append(spelling.startsWith("--") ? " -l " + spelling.substring(2) : " -s " + spelling.substring(1));
        }
        // An option with a value: files are offered, which is what --dir and -f want.
        line.append(option.arity().max() > 0 ? " -r" : "");
        return line + description(first(option.description()));
    }

    private static String first(String[] description) {
        return description.length == 0 ? "" : description[0].replace("${DEFAULT-VALUE}", "…");
    }

    private static String description(String text) {
        return text.isEmpty() ? "\n" : " -d '" + text.replace("\\", "\\\\").replace("'", "\\'") + "'\n";
    }
}
