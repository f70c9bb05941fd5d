package org.meridian.platform.commit;

import java.util.List;
import org.meridian.db.topology.Country;

/**
 * How items of one country become rows, with one statement for all of them:
 *
 * <pre>{@code
 * INSERT INTO visit (id, country_code, title)
 * SELECT v.id, :country, v.title FROM unnest(:ids::uuid[], :titles::text[]) AS v(id, title)
 * ON CONFLICT DO NOTHING
 * }</pre>
 *
 * It runs within one {@link org.meridian.db.data.CountryTransactions#write}, perhaps more than once and with other
 * neighbours: after a lost connection, or when one of the items fails. So it must be repeatable; ids are made before.
 *
 * <p>An item that cannot be written as things stand (a full tube) gets an outcome that says so. An exception is a failure:
 * the batch is rolled back and tried again in halves, so that it strikes those alone who cause it.
 */
@FunctionalInterface
public interface BatchWriter<I, O> {

    /** @return what became of each item, in the order of the items */
    List<O> write(Country country, List<I> items);
}
