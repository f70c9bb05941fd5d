package org.meridian.platform.audit.verify;

import java.sql.Connection;
import java.sql.SQLException;

/** How to read a region's own node. */
@FunctionalInterface
public interface Nodes {

    /** A new connection as somebody who may read the service's schema; the caller ends it. */
    Connection open(String region, String service) throws SQLException;
}
