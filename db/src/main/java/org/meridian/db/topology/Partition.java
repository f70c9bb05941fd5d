package org.meridian.db.topology;

import java.util.List;

/**
 * One partition that every table has: the rows of some countries of one region.
 *
 * @param suffix what follows the table's name, for example {@code eu} in {@code resident_eu} or {@code ap_chn}
 * @param region whose tablespace it lies in
 * @param countries whose rows it holds
 */
public record Partition(String suffix, Region region, List<Country> countries) {

    /** The partition's name for a table: {@code resident} gives {@code resident_eu}. */
    public String of(String table) {
        return table + "_" + suffix;
    }
}
