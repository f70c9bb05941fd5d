package org.meridian.platform.audit;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.meridian.db.data.CountryTransactions;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Partition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;

/**
 * Puts committed entries in their country's chain, in batches, each in one transaction: after a crash at any step the next
 * round goes on from what is there. An entry that is committed late gets a later place, and is never left out, since it
 * announces itself.
 */
final class Sealer {

    private static final Logger LOG = LoggerFactory.getLogger(Sealer.class);

    private final ChainRows rows;
    private final CountryTransactions transactions;
    private final List<Partition> partitions;
    private final int batch;

    Sealer(ChainRows rows, CountryTransactions transactions, List<Partition> partitions, int batch) {
        this.rows = rows;
        this.transactions = transactions;
        this.partitions = partitions;
        this.batch = batch;
    }

    /** Whether there may be more. */
    boolean round() {
        boolean more = false;
        for (Partition partition : partitions) {
            Map<Country, List<UUID>> pending = rows.pending(partition, batch);
            int count = 0;
            for (Map.Entry<Country, List<UUID>> one : pending.entrySet()) {
                count += one.getValue().size();
                more |= !seal(one.getKey(), one.getValue());
            }
            more |= count >= batch;
        }
        return more;
    }

    /** False when somebody else was sealing. */
    private boolean seal(Country country, List<UUID> waiting) {
        try {
            transactions.run(country, () -> rows.seal(country, waiting));
            return true;
        } catch (DuplicateKeyException e) {
            LOG.debug("somebody else seals {}", country);
            return false;
        }
    }
}
