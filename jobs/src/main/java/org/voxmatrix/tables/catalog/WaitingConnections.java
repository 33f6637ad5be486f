package org.voxmatrix.tables.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.apache.iceberg.jdbc.JdbcClientPool;
import org.apache.iceberg.jdbc.UncheckedSQLException;
import org.sqlite.BusyHandler;

/** Connections to the embedded catalog that wait for locks. */
final class WaitingConnections extends JdbcClientPool {

  private final Duration limit;

  WaitingConnections(String uri, Map<String, String> properties, Duration limit) {
    super(uri, properties);
    this.limit = limit;
  }

  @Override
  protected Connection newClient() {
    Connection connection = super.newClient();
    try {
      BusyHandler.setHandler(connection, new CatalogWait(limit));
      return connection;
    } catch (SQLException e) {
      throw new UncheckedSQLException(e, "Cannot prepare a connection to the catalog");
    }
  }
}
