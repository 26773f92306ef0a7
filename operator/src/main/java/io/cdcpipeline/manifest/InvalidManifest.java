package io.cdcpipeline.manifest;

import java.util.List;
import java.util.stream.Collectors;

/** A manifest that no API server would take; its message has one line for each problem. */
public final class InvalidManifest extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    InvalidManifest(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
