package io.cdcpipeline.source;

import java.net.UnknownHostException;
import java.sql.SQLException;
import javax.net.ssl.SSLException;

/** Why a MariaDB server did not do what it was asked, by the type of the cause, the server's number or SQLSTATE. */
final class MariaDbRefusal {

    private MariaDbRefusal() {}

    /** @param encrypted TLS was asked for */
    static Refusal of(SQLException e, boolean encrypted) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException) {
                return Refusal.UNKNOWN_HOST;
            }
            if (cause instanceof SSLException) {
                return Refusal.TLS_FAILED;
            }
        }
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        return e.getErrorCode() <= 0
                ? ofDriver(state, encrypted && e.getCause() == null)
                : ofServer(e.getErrorCode(), state);
    }

    /** The driver itself, whose number is below one; a server without TLS is the one thing that it finds out without an exception below. */
    private static Refusal ofDriver(String state, boolean noTls) {
        if (!state.startsWith("08")) {
            return Refusal.FAILED;
        }
        return noTls ? Refusal.TLS_FAILED : Refusal.UNREACHABLE;
    }

    /** MariaDB's documentation, error codes. */
    private static Refusal ofServer(int code, String state) {
        return switch (code) {
            case 1045, 1698 -> Refusal.WRONG_CREDENTIALS;
            case 1129, 1130, 1251 -> Refusal.REFUSED;
            case 1040, 1203, 1226 -> Refusal.TOO_MANY_CONNECTIONS;
            case 1053 -> Refusal.STARTING;
            case 1044, 1142, 1143, 1227 -> Refusal.NOT_PERMITTED;
            case 1290, 1836 -> Refusal.READ_ONLY;
            default -> state.startsWith("08") ? Refusal.UNREACHABLE : Refusal.FAILED;
        };
    }
}
