package io.cdcpipeline.source;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.postgresql.PGConnection;

/** Tries logins of roles out, and gives roles new passwords. Never throws for what the server says or does. */
public final class RoleLogins {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final String EXISTS = "SELECT FROM pg_roles WHERE rolname = ?";

    private final Connections connections = new Connections(CONNECT, ANSWER);

    /** What the server says to a login. */
    public enum Answer {
        OPENS,
        /** The password is not the role's; a role that does not exist is answered the same. */
        WRONG,
        /** Something else is in the way, so that nothing is known of the password. */
        NOT_KNOWN
    }

    /** Takes no longer than some 15 seconds. */
    public Answer answer(DatabaseAddress address, Login login) {
        try (Connection connection = connections.open(address, login)) {
            return connection.isClosed() ? Answer.NOT_KNOWN : Answer.OPENS;
        } catch (SQLException e) {
            return Refusal.of(e) == Refusal.WRONG_CREDENTIALS ? Answer.WRONG : Answer.NOT_KNOWN;
        }
    }

    /**
     * Which of these roles the database has.
     *
     * @param login that opens the database
     */
    public List<Login> existing(DatabaseAddress address, Login login, Collection<Login> roles) {
        var existing = new ArrayList<Login>();
        try (Connection connection = connections.open(address, login);
                PreparedStatement statement = connection.prepareStatement(EXISTS)) {
            for (Login role : roles) {
                statement.setString(1, role.user());
                try (ResultSet row = statement.executeQuery()) {
                    if (row.next()) {
                        existing.add(role);
                    }
                }
            }
            return existing;
        } catch (SQLException e) {
            return List.copyOf(roles);
        }
    }

    /**
     * Gives each role the password of its login; the driver hashes it, so that it is in no log of the server's.
     *
     * @return those that have it now
     */
    public List<Login> set(DatabaseAddress address, Login superuser, Collection<Login> logins) {
        var done = new ArrayList<Login>();
        try (Connection connection = connections.open(address, superuser)) {
            for (Login login : logins) {
                connection
                        .unwrap(PGConnection.class)
                        .alterUserPassword(login.user(), login.password().toCharArray(), null);
                done.add(login);
            }
        } catch (SQLException e) {
            return done; // those that are left are tried again at the next look
        }
        return done;
    }
}
