package io.cdcpipeline.job.collapse;

import io.cdcpipeline.contract.TableMode;
import io.cdcpipeline.job.schema.Column;
import io.cdcpipeline.job.schema.ColumnNumber;
import io.cdcpipeline.job.schema.Initial;
import io.cdcpipeline.job.schema.RowShape;
import io.cdcpipeline.job.schema.TakenColumnException;
import io.cdcpipeline.job.schema.UnfitTableException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.types.DataType;

/** Columns that a table in the lake has besides those of the source, which it keeps by their numbers. */
final class OwnColumns {

    private static final String NO_KEY =
            "a %s needs a key, since nothing else tells which row of several is meant: add a primary key"
                    + " and have the table read anew (cdc snapshot), or give it another mode in spec.tableSettings";

    private OwnColumns() {}

    /**
     * They have numbers where those of the source have: else nobody would follow a column of it under another name.
     *
     * @throws TakenColumnException when the source has a column of such a name; Delta does not tell names apart by case
     * @throws UnfitTableException when the source's table has no key
     */
    static List<Column> beside(RowShape source, List<Column> own, TableMode mode) {
        if (source.key().isEmpty()) {
            throw new UnfitTableException(NO_KEY.formatted(mode.text()));
        }
        Set<String> names = own.stream().map(Column::name).collect(Collectors.toSet());
        source.columns().stream()
                .map(Column::name)
                .filter(n -> names.contains(n.toLowerCase(Locale.ROOT)))
                .findFirst()
                .ifPresent(n -> {
                    throw new TakenColumnException(n, mode.text());
                });
        return source.isNumbered()
                ? IntStream.range(0, own.size())
                        .mapToObj(i -> own.get(i)
                                .as(ColumnNumber.ofOurOwn(source.relation().oid(), i)))
                        .toList()
                : own;
    }

    static Column column(String name, DataType type) {
        return new Column(name, type, new Initial.Null());
    }
}
