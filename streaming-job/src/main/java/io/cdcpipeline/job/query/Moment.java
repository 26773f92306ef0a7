package io.cdcpipeline.job.query;

/** At what moment the lake is read. */
sealed interface Moment {

    Moment NEWEST = new Newest();

    /** The newest version of each table. */
    record Newest() implements Moment {}

    /** All tables at one point. @param when see {@link PointVersions#read} */
    record AtPoint(String when) implements Moment {}

    /** The versions of rows that were valid then, of tables that keep them. */
    record Past(AsOf when) implements Moment {}

    /**
     * @param text {@code at-point=} and a point, or {@code as-of=} and {@link AsOf#parse a time or a place}; null for the newest
     * @throws IllegalArgumentException for anything else
     */
    static Moment parse(String text) {
        if (text == null) {
            return NEWEST;
        }
        int equals = text.indexOf('=');
        String value = text.substring(equals + 1);
        return switch (text.substring(0, Math.max(0, equals))) {
            case "at-point" -> new AtPoint(value);
            case "as-of" -> new Past(AsOf.parse(value));
            default -> throw new IllegalArgumentException("'" + text + "' is neither at-point= nor as-of=");
        };
    }
}
