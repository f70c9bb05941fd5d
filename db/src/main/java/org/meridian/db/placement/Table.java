package org.meridian.db.placement;

import java.util.ArrayList;
import java.util.List;

/**
 * A partitioned table as it was written.
 *
 * @param columns the column definitions and CHECKs, which stand on the parent
 * @param keys what each partition gets
 * @param indexes what each partition gets besides
 * @param fillfactor percent of a page that new rows fill, 10 to 100; what is left is for their changed versions
 */
public record Table(String name, List<String> columns, List<Key> keys, List<Index> indexes, int fillfactor) {

    static final int FULL = 100;

    /** One whose pages are filled. */
    public Table(String name, List<String> columns, List<Key> keys, List<Index> indexes) {
        this(name, columns, keys, indexes, FULL);
    }

    Table with(Key key) {
        List<Key> more = new ArrayList<>(keys);
        more.add(key);
        return new Table(name, columns, List.copyOf(more), indexes, fillfactor);
    }

    Table with(Index index) {
        List<Index> more = new ArrayList<>(indexes);
        more.add(index);
        return new Table(name, columns, keys, List.copyOf(more), fillfactor);
    }

    Table without(Index index) {
        return new Table(
                name,
                columns,
                keys,
                indexes.stream().filter(other -> !other.equals(index)).toList(),
                fillfactor);
    }

    Table filled(int percent) {
        return new Table(name, columns, keys, indexes, percent);
    }
}
