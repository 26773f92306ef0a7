package io.cdcpipeline.contract;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What the job is to do with tables, as the body of a {@code POST} to {@link #PATH} with
 * {@code Authorization: Bearer <token>}. It answers at once:
 *
 * <ul>
 *   <li>202 with the operation's {@link OperationStatus}, which {@link JobStatus#operations} shows from then on; of a comparison
 *       that has ended also with {@code verified}, the {@link TableVerification} of each table;
 *   <li>400 with a sentence when it cannot be done, 401 without the token;
 *   <li>409 when the id is another operation's, 429 when too many wait already.
 * </ul>
 *
 * <p>The same request asked again is done once: its status comes back. The job keeps operations in memory, and of those that
 * ended the last 100; after a restart it knows none. So whoever wants to know how an operation stands asks for it again by the
 * same id, until it has ended: a job that was started anew begins it anew.
 *
 * <p>{@code DELETE} of {@link #PATH}{@code /<id>} cancels an operation: 200 with its status, which of one that runs becomes
 * Cancelled a moment later; 404 for an id that the job does not know, which has nothing to cancel. A table keeps what it had
 * where the operation is not done with it; an operation that has ended stays as it is.
 *
 * @param id chosen by whoever asks, the same for the same operation: up to 100 letters, digits, {@code -}, {@code _} or {@code .}
 * @param tables as {@code schema.table}, each once; empty for all of the pipeline, where the kind allows it; {@link #ALL} where it
 *     wants that said
 */
public record OperationRequest(String id, OperationKind kind, List<String> tables) {

    public static final String PATH = "/control";

    /** Instead of tables: all that there are, where nobody is to mean that by saying nothing. */
    public static final String ALL = "*.*";

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}");

    /** @throws IllegalArgumentException when id or kind are not there, or a table's name is none */
    public OperationRequest {
        if (id == null || !ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "id: '" + id + "' is none; write up to 100 letters, digits, '-', '_' or '.', the first no dot");
        }
        if (kind == null) {
            throw new IllegalArgumentException(
                    "kind: is missing; write Snapshot, Verify, Compact, RetryDeadLetters or DropDeadLetters");
        }
        tables = tables == null ? List.of() : tables.stream().distinct().toList();
        tables.forEach(OperationRequest::requireTable);
    }

    private static void requireTable(String name) {
        int point = name == null ? -1 : name.indexOf('.');
        if (point <= 0 || point == name.length() - 1) {
            throw new IllegalArgumentException("tables: '" + name + "' is no table; write schema.table");
        }
    }

    /** Where it is cancelled. */
    public static String path(String id) {
        return PATH + "/" + id;
    }
}
