package org.meridian.db.placement;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.CRC32;
import org.meridian.db.topology.Partition;
import org.meridian.db.topology.Region;

/** Names of what is generated: always the same for the same definition, at most PostgreSQL's 63 bytes. */
final class Names {

    private static final int LONGEST = 63;

    private Names() {}

    static String tablespace(Region region) {
        return region.name() + "_ts";
    }

    static String index(Index index, Partition partition) {
        return fit(index.name() + "_" + partition.suffix());
    }

    static String key(Table table, Key key, Partition partition) {
        if (key.name() != null) {
            return fit(key.name() + "_" + partition.suffix());
        }
        return switch (key.kind()) {
            case PRIMARY -> fit(partition.of(table.name()) + "_pkey");
            case UNIQUE -> fit(partition.of(table.name()) + "_" + String.join("_", key.columns()) + "_key");
            case FOREIGN -> fit(partition.of(table.name()) + "_" + String.join("_", key.columns()) + "_fkey");
        };
    }

    /** Long names end in a checksum of the whole instead of being cut by the server. */
    static String fit(String name) {
        if (name.length() <= LONGEST) {
            return name;
        }
        CRC32 sum = new CRC32();
        sum.update(name.getBytes(StandardCharsets.UTF_8));
        return name.substring(0, LONGEST - 9) + String.format(Locale.ROOT, "_%08x", sum.getValue());
    }
}
