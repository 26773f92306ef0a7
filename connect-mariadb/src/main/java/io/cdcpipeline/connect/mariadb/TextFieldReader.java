package io.cdcpipeline.connect.mariadb;

import io.debezium.connector.mariadb.MariaDbConnectorConfig;
import io.debezium.connector.mariadb.jdbc.MariaDbFieldReader;
import io.debezium.relational.Column;
import io.debezium.relational.Table;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Reads a snapshot's values, which its query makes texts. */
final class TextFieldReader extends MariaDbFieldReader {

    TextFieldReader(MariaDbConnectorConfig config) {
        super(config);
    }

    @Override
    public Object readField(ResultSet rows, int index, Column column, Table table) throws SQLException {
        return rows.getString(index);
    }
}
