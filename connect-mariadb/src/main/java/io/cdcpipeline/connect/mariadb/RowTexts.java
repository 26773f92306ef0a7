package io.cdcpipeline.connect.mariadb;

import com.github.shyiko.mysql.binlog.event.TableMapEventData;
import com.github.shyiko.mysql.binlog.io.ByteArrayInputStream;
import io.debezium.config.CommonConnectorConfig.EventProcessingFailureHandlingMode;
import io.debezium.connector.binlog.event.RowDeserializers;
import java.io.IOException;
import java.io.Serializable;
import java.util.Map;

/** Debezium's readers of rows, but for dates and times, which are texts. The library wants a class for each kind of event. */
final class RowTexts {

    private static final EventProcessingFailureHandlingMode FAIL = EventProcessingFailureHandlingMode.FAIL;

    private RowTexts() {}

    private static IOException oldFormat() {
        return new IOException("a date or time in the format from before MariaDB 10.1:"
                + " ALTER TABLE … FORCE with mysql56_temporal_format=ON rewrites the table");
    }

    static final class Inserted extends RowDeserializers.WriteRowsDeserializer {

        Inserted(Map<Long, TableMapEventData> tables) {
            super(tables, FAIL);
        }

        @Override
        protected Serializable deserializeDate(ByteArrayInputStream in) throws IOException {
            return BinlogTemporals.date(in);
        }

        @Override
        protected Serializable deserializeDatetimeV2(int digits, ByteArrayInputStream in) throws IOException {
            return BinlogTemporals.datetime(digits, in);
        }

        @Override
        protected Serializable deserializeTimestampV2(int digits, ByteArrayInputStream in) throws IOException {
            return BinlogTemporals.timestamp(digits, in);
        }

        @Override
        protected Serializable deserializeTimeV2(int digits, ByteArrayInputStream in) throws IOException {
            return BinlogTemporals.time(digits, in);
        }

        @Override
        protected Serializable deserializeYear(ByteArrayInputStream in) throws IOException {
            return BinlogTemporals.year(in);
        }

        @Override
        protected Serializable deserializeDatetime(ByteArrayInputStream in) throws IOException {
            throw oldFormat();
        }

        @Override
        protected Serializable deserializeTimestamp(ByteArrayInputStream in) throws IOException {
            throw oldFormat();
        }

        @Override
        protected Serializable deserializeTime(ByteArrayInputStream in) throws IOException {
            throw oldFormat();
        }
    }

    static final class Updated extends RowDeserializers.UpdateRowsDeserializer {

        Updated(Map<Long, TableMapEventData> tables) {
            super(tables, FAIL);
        }

        @Override
        protected Serializable deserializeDate(ByteArrayInputStream in) throws IOException {
            return BinlogTemporals.date(in);
        }

        @Override
        protected Serializable deserializeDatetimeV2(int digits, ByteArrayInputStream in) throws IOException {
            return BinlogTemporals.datetime(digits, in);
        }

        @Override
        protected Serializable deserializeTimestampV2(int digits, ByteArrayInputStream in) throws IOException {
            return BinlogTemporals.timestamp(digits, in);
        }

        @Override
        protected Serializable deserializeTimeV2(int digits, ByteArrayInputStream in) throws IOException {
            return BinlogTemporals.time(digits, in);
        }

        @Override
        protected Serializable deserializeYear(ByteArrayInputStream in) throws IOException {
            return BinlogTemporals.year(in);
        }

        @Override
        protected Serializable deserializeDatetime(ByteArrayInputStream in) throws IOException {
            throw oldFormat();
        }

        @Override
        protected Serializable deserializeTimestamp(ByteArrayInputStream in) throws IOException {
            throw oldFormat();
        }

        @Override
        protected Serializable deserializeTime(ByteArrayInputStream in) throws IOException {
            throw oldFormat();
        }
    }

    static final class Deleted extends RowDeserializers.DeleteRowsDeserializer {

        Deleted(Map<Long, TableMapEventData> tables) {
            super(tables, FAIL);
        }

        @Override
        protected Serializable deserializeDate(ByteArrayInputStream in) throws IOException {
            return BinlogTemporals.date(in);
        }

        @Override
        protected Serializable deserializeDatetimeV2(int digits, ByteArrayInputStream in) throws IOException {
            return BinlogTemporals.datetime(digits, in);
        }

        @Override
        protected Serializable deserializeTimestampV2(int digits, ByteArrayInputStream in) throws IOException {
            return BinlogTemporals.timestamp(digits, in);
        }

        @Override
        protected Serializable deserializeTimeV2(int digits, ByteArrayInputStream in) throws IOException {
            return BinlogTemporals.time(digits, in);
        }

        @Override
        protected Serializable deserializeYear(ByteArrayInputStream in) throws IOException {
            return BinlogTemporals.year(in);
        }

        @Override
        protected Serializable deserializeDatetime(ByteArrayInputStream in) throws IOException {
            throw oldFormat();
        }

        @Override
        protected Serializable deserializeTimestamp(ByteArrayInputStream in) throws IOException {
            throw oldFormat();
        }

        @Override
        protected Serializable deserializeTime(ByteArrayInputStream in) throws IOException {
            throw oldFormat();
        }
    }
}
