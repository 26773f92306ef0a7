package io.cdcpipeline.local.lab;

import io.cdcpipeline.local.Installation;
import io.cdcpipeline.local.home.PipelineHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Where a pipeline's notebooks are worked on: copies, so that what is done in them is the user's own. */
record LabFolder(PipelineHome home) {

    private static final String FIRST = "1_db_access.ipynb";
    private static final String PORTUGUESE = "pt";

    Path path() {
        return home.dir().resolve("lab");
    }

    /** What JupyterLab itself keeps of this pipeline. */
    Path settings() {
        return path().resolve(".jupyter");
    }

    /** Lays out the notebooks that are not there; those that are stay as they are. */
    void layOut(Installation installation) {
        Path notebooks = installation.lab().resolve("notebooks");
        try {
            for (String folder : List.of("", PORTUGUESE)) {
                Path from = notebooks.resolve(folder);
                Path to = path().resolve(folder);
                Files.createDirectories(to);
                try (Stream<Path> files = Files.list(from)) {
                    for (Path file : (Iterable<Path>) files.filter(LabFolder::isNotebook)::iterator) {
                        Path copy = to.resolve(file.getFileName());
                        if (!Files.exists(copy)) {
                            Files.copy(file, copy);
                        }
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot lay out the notebooks in " + path(), e);
        }
    }

    /** The notebook to begin with, in the user's language where there is one in it. */
    static String first(Map<String, String> environment) {
        String language = Stream.of("LC_ALL", "LC_MESSAGES", "LANG")
                .map(environment::get)
                .filter(value -> value != null && !value.isEmpty())
                .findFirst()
                .orElse("");
        return language.toLowerCase(Locale.ROOT).startsWith(PORTUGUESE) ? PORTUGUESE + "/" + FIRST : FIRST;
    }

    private static boolean isNotebook(Path file) {
        return file.getFileName().toString().endsWith(".ipynb");
    }
}
