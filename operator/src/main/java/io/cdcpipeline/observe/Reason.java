package io.cdcpipeline.observe;

/** The reason of a condition, which the API bounds to {@code [A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?}, 1024 characters. */
final class Reason {

    private static final int MAX = 100;

    private Reason() {}

    static String of(String others, String otherwise) {
        String reason = others.replaceAll("[^A-Za-z0-9]", "");
        if (reason.isEmpty() || !Character.isLetter(reason.charAt(0))) {
            return otherwise;
        }
        return reason.length() <= MAX ? reason : reason.substring(0, MAX);
    }
}
