package io.cdcpipeline.source;

import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Locale;
import javax.net.ssl.SSLException;

/** Why a database did not do what it was asked, by SQLSTATE or by the type of the cause, never by a message's text. */
public enum Refusal {
    NO_CREDENTIALS("the Secret is read again by itself"),
    UNKNOWN_HOST,
    UNREACHABLE,
    TLS_FAILED,
    WRONG_CREDENTIALS,
    REFUSED,
    POOLER("what answers there is a connection pooler, such as PgBouncer, or no PostgreSQL: name the server itself"),
    NO_SUCH_DATABASE,
    TOO_MANY_CONNECTIONS,
    STARTING("the server is starting or shutting down: it is asked again"),
    NOT_PERMITTED("the role may not do that: grant it what the message names"),
    READ_ONLY("nothing can be changed there, as on any standby: do it on the primary"),
    IN_USE("somebody is using it"),
    FAILED;

    private final String remedy;

    Refusal() {
        this(null);
    }

    Refusal(String remedy) {
        this.remedy = remedy;
    }

    /** The way out where it is the same for every manifest, else null: see {@link Remedies}. */
    String remedy() {
        return remedy;
    }

    /** The reason of a condition: {@code WrongCredentials}. */
    public String code() {
        var code = new StringBuilder();
        for (String word : name().split("_")) {
            code.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return code.toString();
    }

    static Refusal of(SQLException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException) {
                return UNKNOWN_HOST;
            }
            if (cause instanceof SSLException) {
                return TLS_FAILED;
            }
        }
        return ofState(e.getSQLState() == null ? "" : e.getSQLState());
    }

    /** PostgreSQL's documentation, appendix A, names the states; 08xxx are the driver's. */
    private static Refusal ofState(String state) {
        return switch (state) {
            case "28P01", "28000" -> WRONG_CREDENTIALS;
            case "08004" -> REFUSED;
            case "08P01" -> POOLER;
            case "3D000" -> NO_SUCH_DATABASE;
            case "53300" -> TOO_MANY_CONNECTIONS;
            case "57P01", "57P02", "57P03" -> STARTING;
            case "42501" -> NOT_PERMITTED;
            case "25006" -> READ_ONLY;
            case "55006" -> IN_USE;
            case "08001", "08003", "08006", "08S01" -> UNREACHABLE;
            default -> FAILED;
        };
    }
}
