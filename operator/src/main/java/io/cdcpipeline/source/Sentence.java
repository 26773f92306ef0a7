package io.cdcpipeline.source;

import java.sql.SQLException;

/** What a database said when it did not do what it was asked; {@link Remedies} knows the way out. */
final class Sentence {

    private Sentence() {}

    static String of(DatabaseAddress address, Login login, SQLException e) {
        return address + " as role " + login + ": " + firstLine(e);
    }

    /** A server's message may go on with position and context, which help nobody here. */
    static String firstLine(SQLException e) {
        String message = String.valueOf(e.getMessage()).strip();
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end).strip();
    }
}
