package io.cdcpipeline.local.doctor;

/**
 * One thing of this machine that was looked at.
 *
 * @param subject what it is
 * @param verdict how it is
 * @param message what was found and, unless it is as it should be, the way out
 */
public record Finding(String subject, Verdict verdict, String message) {

    /** How a thing is. */
    public enum Verdict {
        OK("Ok"),
        /** A pipeline runs nevertheless, with less than it might have. */
        WARNING("Warning"),
        /** A pipeline does not run so. */
        PROBLEM("Problem");

        private final String text;

        Verdict(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    static Finding ok(String subject, String message) {
        return new Finding(subject, Verdict.OK, message);
    }

    static Finding warning(String subject, String message) {
        return new Finding(subject, Verdict.WARNING, message);
    }

    static Finding problem(String subject, String message) {
        return new Finding(subject, Verdict.PROBLEM, message);
    }
}
