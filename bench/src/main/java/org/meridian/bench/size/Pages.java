package org.meridian.bench.size;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.sql.DataSource;
import org.meridian.bench.stack.Sql;

/**
 * Reads a node's tables and their indexes from the disk once, as they are in the memory of a node that has been in use for a day. A
 * window's few thousand people are others each time, so without this nearly every page of a big city would be read from the disk.
 */
final class Pages {

    private final Sql sql;

    Pages(DataSource owner) {
        this.sql = new Sql(owner);
    }

    /** @return bytes that were read, of the node's own partitions and their indexes */
    long read(List<String> tables) {
        Path data =
                Path.of(sql.list("SHOW data_directory", row -> row.getString(1)).getFirst());
        return tables.stream()
                .flatMap(table -> files(table).stream())
                .mapToLong(file -> readSegments(data.resolve(file)))
                .sum();
    }

    private List<String> files(String table) {
        return sql.list("""
                        SELECT pg_relation_filepath(c.oid) FROM pg_class c
                         WHERE c.relkind IN ('r', 'i') AND (
                               c.oid IN (SELECT relid FROM pg_partition_tree(?::regclass))
                            OR c.oid IN (SELECT i.indexrelid FROM pg_index i
                                          WHERE i.indrelid IN (SELECT relid FROM pg_partition_tree(?::regclass))))
                        """, row -> row.getString(1), table, table);
    }

    /** A file of a gigabyte has its number behind the name. */
    private static long readSegments(Path first) {
        long bytes = 0;
        Path segment = first;
        for (int number = 1; Files.exists(segment); number++) {
            bytes += readFile(segment);
            segment = first.resolveSibling(first.getFileName() + "." + number);
        }
        return bytes;
    }

    private static long readFile(Path file) {
        try {
            return Files.copy(file, OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
