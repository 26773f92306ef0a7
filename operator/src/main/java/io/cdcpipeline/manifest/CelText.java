package io.cdcpipeline.manifest;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Texts as CEL's {@code format} writes them, which escapes as Go does: what can't be seen is made visible. */
final class CelText {

    private CelText() {}

    static String list(Stream<String> texts) {
        return texts.map(CelText::quoted).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String quoted(String text) {
        return text.codePoints().mapToObj(CelText::character).collect(Collectors.joining("", "\"", "\""));
    }

    private static String character(int c) {
        return switch (c) {
            case ' ' -> " ";
            case '"', '\\' -> "\\" + (char) c;
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> isPrinted(c) ? Character.toString(c) : "\\" + code(c);
        };
    }

    private static boolean isPrinted(int c) {
        return !Character.isISOControl(c) && !Character.isSpaceChar(c) && Character.getType(c) != Character.FORMAT;
    }

    private static String code(int c) {
        return c < 0x80 ? "x%02x".formatted(c) : c < 0x1_0000 ? "u%04x".formatted(c) : "U%08x".formatted(c);
    }
}
