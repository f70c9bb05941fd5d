package org.meridian.platform.commit;

import java.util.List;
import org.meridian.db.topology.Country;

/**
 * Writes, with one statement, what some items of a batch have written beside them in the same transaction: the keys of
 * requests that can be repeated. As repeatable as a {@link BatchWriter}.
 */
@FunctionalInterface
public interface Rider<R> {

    /** @throws Refused to fail some of them, and the items that they came with, alone */
    void write(Country country, List<R> rows);
}
