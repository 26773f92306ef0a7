package io.cdcpipeline.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cdcpipeline.bench.RegressedTable.Fate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Prints what PostgreSQL's own tests left, file by file, and why a table is not equal; ends 1 where one is not. */
final class RegressReport {

    private final List<RegressedTable> tables;

    private RegressReport(List<RegressedTable> tables) {
        this.tables = tables;
    }

    /** Arguments: the folder with what {@code bench/regress} has noted. */
    public static void main(String[] args) throws IOException {
        Path notes = Path.of(args[0]);
        Regressed regressed = new Regressed(
                new ObjectMapper().readTree(notes.resolve("status.json").toFile()),
                Regressed.verdicts(Files.readAllLines(notes.resolve("verify-1"))),
                Regressed.verdicts(Files.readAllLines(notes.resolve("verify-2"))));
        Set<String> left = new TreeSet<>(Files.readAllLines(notes.resolve("left")));
        RegressReport report = new RegressReport(regressed.tables(Files.readAllLines(notes.resolve("seen")), left));
        List<RegressedFile> files = Files.readAllLines(notes.resolve("files")).stream()
                .map(RegressedFile::of)
                .toList();
        report.lines(files).forEach(System.out::println);
        regressed.letters().forEach(System.out::println);
        System.exit(report.isSound(files) ? 0 : 1);
    }

    private boolean isSound(List<RegressedFile> files) {
        return tables.stream().allMatch(t -> t.fate().compareTo(Fate.HEALED) <= 0)
                && files.stream().allMatch(f -> f.stops() == 0 && f.deadLetters() == 0);
    }

    private Stream<String> lines(List<RegressedFile> files) {
        String head = "| file | tables left | "
                + Stream.of(Fate.values()).map(RegressReport::words).collect(Collectors.joining(" | "))
                + " | dead letters | stops |";
        Stream<String> rows = files.stream().map(file -> row(file.name(), of(file.name()), file));
        RegressedFile all = files.stream().reduce(RegressedFile.NONE, RegressedFile::plus);
        Stream<String> reasons = tables.stream()
                .filter(t -> t.fate() != Fate.EQUAL)
                .map(t -> "- `" + t.name() + "` (" + t.file() + "), " + words(t.fate()) + ": " + t.why());
        return Stream.of(
                        Stream.of(head, "|---" + "|---:".repeat(Fate.values().length + 3) + "|"),
                        rows,
                        Stream.of(row("**all**", tables, all), ""),
                        reasons)
                .flatMap(s -> s);
    }

    private List<RegressedTable> of(String file) {
        return tables.stream().filter(t -> t.file().equals(file)).toList();
    }

    private static String row(String name, List<RegressedTable> tables, RegressedFile file) {
        String fates = Stream.of(Fate.values())
                .map(fate -> tables.stream().filter(t -> t.fate() == fate).count())
                .map(count -> count == 0 ? "" : count.toString())
                .collect(Collectors.joining(" | "));
        return "| " + name + " | " + tables.size() + " | " + fates + " | " + file.deadLetters() + " | " + file.stops()
                + " |";
    }

    private static String words(Fate fate) {
        return fate.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
