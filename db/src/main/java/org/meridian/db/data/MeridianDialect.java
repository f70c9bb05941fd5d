package org.meridian.db.data;

import org.hibernate.dialect.DatabaseVersion;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.dialect.PostgreSQLDriverKind;

/**
 * PostgreSQL as YugabyteDB and the local cluster both speak it. Version 14 keeps Hibernate from MERGE, which YugabyteDB
 * lacks and a foreign partition refuses; the driver kind keeps it from the classes of the plain PostgreSQL driver.
 */
public final class MeridianDialect extends PostgreSQLDialect {

    public MeridianDialect() {
        super(DatabaseVersion.make(14), PostgreSQLDriverKind.OTHER);
    }
}
