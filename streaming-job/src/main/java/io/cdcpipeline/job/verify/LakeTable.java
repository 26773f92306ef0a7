package io.cdcpipeline.job.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;

/** A version of a Delta table, as any reader sees it; null rows for a table that is not there. */
record LakeTable(SparkSession session, Dataset<Row> rows) {

    static LakeTable open(SparkSession session, LakeVersion lake) {
        if (lake.version() < 0) {
            return new LakeTable(session, null);
        }
        Dataset<Row> all = session.read()
                .format("delta")
                .option("versionAsOf", lake.version())
                .load(lake.path());
        return new LakeTable(session, lake.present() == null ? all : all.where(lake.present()));
    }

    /** By column, Spark's name of its type. */
    Map<String, String> types() {
        Map<String, String> types = new TreeMap<>();
        if (rows != null) {
            for (StructField field : rows.schema().fields()) {
                types.put(field.name(), field.dataType().simpleString());
            }
        }
        return types;
    }

    JavaRDD<List<String>> rows(RowForm form) {
        if (rows == null) {
            return org.apache.spark.api.java.JavaSparkContext.fromSparkContext(session.sparkContext())
                    .parallelize(List.of());
        }
        return rows.selectExpr(form.lakeColumns()).javaRDD().map(row -> form.of(texts(row)));
    }

    static List<String> texts(Row row) {
        List<String> texts = new ArrayList<>(row.size());
        for (int i = 0; i < row.size(); i++) {
            texts.add(row.getString(i));
        }
        return texts;
    }
}
