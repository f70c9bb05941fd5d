package org.meridian.db.data;

import com.yugabyte.util.PSQLException;
import com.yugabyte.util.ServerErrorMessage;
import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;

/**
 * Keeps a connection in the pool when the node behind it reports that <em>another</em> region's node is gone. Such an
 * error has the state of a lost connection (08001, 08006), and the pool would close healthy connections one after the
 * other: a dead region would hurt the others.
 */
public final class KeepHealthy implements SQLExceptionOverride {

    @java.lang.Override
    public Override adjudicate(SQLException failure) {
        if (failure instanceof PSQLException reported
                && String.valueOf(failure.getSQLState()).startsWith("08")) {
            ServerErrorMessage message = reported.getServerErrorMessage();
            // only a live server answers with ERROR; a connection that ends says FATAL, or nothing
            if (message != null && "ERROR".equals(message.getSeverity())) {
                return Override.DO_NOT_EVICT;
            }
        }
        return Override.CONTINUE_EVICT;
    }
}
