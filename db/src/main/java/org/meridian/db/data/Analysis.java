package org.meridian.db.data;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of one text. */
final class Analysis {

    private final String sql;
    private final WriteAnalysis write;
    private final Partitioned partitioned;
    private volatile @Nullable Boolean changesParent; // until somebody asks: it takes a connection

    Analysis(String sql, Partitioned partitioned) {
        this.sql = sql;
        this.write = WriteAnalysis.of(sql);
        this.partitioned = partitioned;
    }

    String sql() {
        return sql;
    }

    WriteAnalysis write() {
        return write;
    }

    /** Whether it changes or locks rows and names a table that has partitions, other than to insert into it. */
    boolean changesParent(Connection connection) throws SQLException {
        Boolean known = changesParent;
        if (known == null) {
            known = write.writes() && namesParent(connection);
            changesParent = known;
        }
        return known;
    }

    private boolean namesParent(Connection connection) throws SQLException {
        List<SqlTokens.Token> tokens = SqlTokens.of(sql);
        for (int at = 1; at < tokens.size(); at++) {
            if (tokens.get(at).kind() == SqlTokens.Kind.WORD
                    && !tokens.get(at - 1).is("into")
                    && partitioned.isParent(connection, tokens.get(at).text())) {
                return true;
            }
        }
        return false;
    }
}
