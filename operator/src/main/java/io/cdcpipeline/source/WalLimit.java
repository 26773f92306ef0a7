package io.cdcpipeline.source;

import io.cdcpipeline.api.Postgresql;
import io.cdcpipeline.api.SourceKind;
import io.cdcpipeline.api.WalAction;
import io.cdcpipeline.api.WalBudget;
import io.fabric8.kubernetes.api.model.Quantity;

/**
 * How much of its log a PostgreSQL may keep for the pipeline's slot.
 *
 * <p>The default of a database that somebody else runs only warns: what is on its disk is not ours to weigh against the lake.
 * The volume of a managed one is ours, and full of our log it would end the database itself.
 *
 * @param release the slot is given up when that is reached
 * @param shown as messages name it, {@code 5Gi, half of its volume}
 */
public record WalLimit(long bytes, boolean release, String shown) {

    public static final String FIELD = "spec.source.postgresql.walBudget";

    /** Whatever it takes. */
    public static final WalLimit NONE = new WalLimit(Long.MAX_VALUE, false, "nothing");

    private static final String ELSEWHERE = "10Gi";

    /** Of another kind of source it is {@link #NONE}: that keeps no log for a reader. */
    public static WalLimit of(SourceKind source) {
        return source instanceof Postgresql postgresql ? of(postgresql) : NONE;
    }

    private static WalLimit of(Postgresql source) {
        WalBudget budget = source.walBudget();
        WalAction wanted = budget == null ? null : budget.action();
        boolean release = wanted == null ? source.ownDatabase() : wanted == WalAction.RELEASE;
        if (budget != null && budget.size() != null) {
            return new WalLimit(bytes(budget.size()), release, budget.size());
        }
        return source.ownDatabase()
                ? new WalLimit(bytes(source.managed().storage().size()) / 2, release, "half of its volume")
                : new WalLimit(bytes(ELSEWHERE), release, ELSEWHERE);
    }

    private static long bytes(String quantity) {
        return Quantity.getAmountInBytes(Quantity.parse(quantity)).longValue();
    }

    public boolean reached(ObservedSlot.Present slot) {
        return slot.retainedBytes() >= bytes;
    }
}
