package org.meridian.db.migration;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;

/** A migration file with its SQL as the target needs it. */
record PlacedMigration(MigrationFile file, List<String> sql, boolean transactional) implements JavaMigration {

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion(String.valueOf(file.version()));
    }

    @Override
    public String getDescription() {
        return file.description();
    }

    @Override
    public Integer getChecksum() {
        return file.checksum();
    }

    @Override
    public boolean canExecuteInTransaction() {
        return transactional;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        try (Statement statement = context.getConnection().createStatement()) {
            for (String text : sql) {
                statement.execute(text);
            }
        }
    }
}
