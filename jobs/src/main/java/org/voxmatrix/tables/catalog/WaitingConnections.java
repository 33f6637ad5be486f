package org.voxmatrix.tables.catalog;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.ClientPool;
import org.apache.iceberg.jdbc.JdbcClientPool;
import org.apache.iceberg.jdbc.UncheckedSQLException;
import org.sqlite.BusyHandler;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestException;

/** Connections to the embedded catalog that wait for locks. */
final class WaitingConnections extends JdbcClientPool {

  private final Path folder;
  private final Duration limit;

  WaitingConnections(String uri, Map<String, String> properties, Path folder, Duration limit) {
    super(uri, properties);
    this.folder = folder;
    this.limit = limit;
  }

  /**
   * @throws RequestException if it was waited for a lock in vain
   */
  @Override
  public <R> R run(ClientPool.Action<R, Connection, SQLException> action, boolean retry)
      throws SQLException, InterruptedException {
    try {
      return super.run(action, retry);
    } catch (SQLException e) {
      if (!String.valueOf(e.getMessage()).contains("[SQLITE_BUSY")) {
        throw e;
      }
      RequestException locked =
          new RequestException(
              Fault.STORAGE_UNUSABLE,
              List.of("warehouse"),
              "The catalog of the warehouse " + CatalogHolder.refusal(folder));
      locked.addSuppressed(e);
      throw locked;
    }
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
