package io.cdcpipeline.plan.apply;

import io.cdcpipeline.api.NumericPolicy;
import io.cdcpipeline.api.TableTypes;
import io.cdcpipeline.api.Types;
import io.cdcpipeline.contract.types.Infinity;
import io.cdcpipeline.contract.types.TablePolicy;
import io.cdcpipeline.contract.types.TypePolicies;
import io.cdcpipeline.contract.types.TypePolicy;
import io.cdcpipeline.plan.TablePatterns;
import java.util.List;
import java.util.Optional;

/** {@code spec.types} as the job reads it. */
final class TypeSettings {

    private TypeSettings() {}

    /** Null where nothing is set: a job of a release that knows no policies reads its document, too. */
    static TypePolicies of(Types types) {
        if (types.equals(Types.DEFAULT)) {
            return null;
        }
        String text = types.text().isEmpty() ? null : TablePatterns.regex(types.text());
        List<TablePolicy> tables =
                types.overrides().stream().map(t -> override(t, types)).toList();
        return new TypePolicies(text, tables, policy(types.infinity(), types.numeric()));
    }

    private static TablePolicy override(TableTypes table, Types others) {
        Infinity infinity = Optional.ofNullable(table.infinity()).orElse(others.infinity());
        String numeric = Optional.ofNullable(table.numeric()).orElse(others.numeric());
        return new TablePolicy(TablePatterns.regex(List.of(table.match())), policy(infinity, numeric));
    }

    private static TypePolicy policy(Infinity infinity, String numeric) {
        Optional<NumericPolicy> decimal = NumericPolicy.of(numeric);
        return new TypePolicy(
                infinity,
                decimal.map(NumericPolicy::precision).orElse(null),
                decimal.map(NumericPolicy::scale).orElse(null));
    }
}
