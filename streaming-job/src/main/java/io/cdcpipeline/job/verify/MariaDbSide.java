package io.cdcpipeline.job.verify;

import io.cdcpipeline.contract.SourceDatabase;
import io.cdcpipeline.contract.catalog.TableName;
import io.cdcpipeline.contract.types.TypePolicies;
import io.cdcpipeline.job.fill.MariaDbColumn;
import io.cdcpipeline.job.fill.MariaDbView;
import io.cdcpipeline.job.fill.ServedRows;
import io.cdcpipeline.job.fill.SourceReaders;
import io.cdcpipeline.job.state.FilledAt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;

/** A table of MariaDB as it is at one GTID. Not thread-safe. */
final class MariaDbSide implements ComparedSource {

    private final MariaDbView view;
    private final List<ServedRows> served = new ArrayList<>();

    private MariaDbSide(MariaDbView view) {
        this.view = view;
    }

    static MariaDbSide take(SourceDatabase database, TableName table, Predicate<FilledAt> accepts) {
        return new MariaDbSide(MariaDbView.take(database, table, SourceReaders.TABLES, accepts));
    }

    @Override
    public String name() {
        return view.table().name().toString();
    }

    @Override
    public long estimate() {
        return view.table().rows();
    }

    /** The key's columns first. */
    @Override
    public RowForm form(Map<String, String> lakeTypes, TypePolicies policies) {
        List<String> key = view.table().key();
        List<Comparison> compared = new ArrayList<>();
        key.forEach(name -> compared.add(MariaDbComparison.of(column(name), lakeTypes.get(name))));
        view.table().columns().stream()
                .filter(c -> !key.contains(c.name()))
                .forEach(c -> compared.add(MariaDbComparison.of(c, lakeTypes.get(c.name()))));
        return new RowForm(compared, key.isEmpty() ? compared.size() : key.size());
    }

    private MariaDbColumn column(String name) {
        return view.table().columns().stream()
                .filter(c -> c.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public JavaRDD<List<String>> rows(JavaSparkContext spark, RowForm form) {
        ServedRows rows =
                view.serve(form.columns().stream().map(Comparison::sourceSql).toList());
        served.add(rows);
        boolean[] bytes = new boolean[form.columns().size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = column(form.columns().get(i).name()).isBytes();
        }
        var shares = view.shares();
        return spark.parallelize(shares, shares.size()).mapPartitions(new MariaDbScan(rows.name(), form, bytes));
    }

    @Override
    public String waiter() {
        return view.waiter();
    }

    @Override
    public void close() {
        served.forEach(ServedRows::close);
        view.close();
    }
}
