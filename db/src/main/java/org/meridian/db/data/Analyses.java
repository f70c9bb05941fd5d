package org.meridian.db.data;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What is known of the texts that were sent, each looked at once. */
final class Analyses {

    private static final int REMEMBERED = 2_000;

    private final Partitioned partitioned;
    private final Map<String, Analysis> known = new ConcurrentHashMap<>();

    Analyses(Partitioned partitioned) {
        this.partitioned = partitioned;
    }

    Analysis of(String sql) {
        Analysis before = known.get(sql);
        if (before != null) {
            return before;
        }
        Analysis fresh = new Analysis(sql, partitioned);
        if (known.size() < REMEMBERED) { // texts are few; somebody who builds them anew each time pays for it
            known.put(sql, fresh);
        }
        return fresh;
    }
}
