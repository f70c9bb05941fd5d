package org.meridian.db.cluster;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A copy of a node's data while it works, by PostgreSQL's own steps (its manual, "Making a Base Backup Using the Low Level
 * API"): the files as they are from moment to moment, and the log of all that was written meanwhile. A server that starts on
 * the copy goes through that log, and has then all that was acknowledged when the copy ended.
 */
public final class Backup {

    private static final String WAL = "pg_wal";
    private static final String LABEL = "backup_label";

    /** Of the running server, not of its data. */
    private static final Set<String> LEFT_OUT =
            Set.of("postmaster.pid", "postmaster.opts", "pg_internal.init", LABEL, "tablespace_map");

    /** Folders that a server needs to find and fills itself. */
    private static final Set<String> LEFT_EMPTY = Set.of(
            WAL, "pg_replslot", "pg_dynshmem", "pg_notify", "pg_serial", "pg_snapshots", "pg_stat_tmp", "pg_subtrans");

    private final Path data;
    private final Path into;

    private Backup(Path data, Path into) {
        this.data = data;
        this.into = into;
    }

    /**
     * Copies the data of one node, which works meanwhile: all that it acknowledged before this returns is in the copy.
     *
     * @param into a folder that comes about when all of it is there
     */
    public static void take(LocalCluster cluster, String region, Path into) {
        Path draft = into.toAbsolutePath().resolveSibling(into.getFileName() + ".part");
        try (Connection owner = cluster.owner(region).getConnection()) {
            Files.createDirectories(Objects.requireNonNull(draft.getParent()));
            Folders.delete(draft);
            new Backup(cluster.data(region), draft).take(owner);
            Files.move(draft, into);
        } catch (SQLException | IOException e) {
            throw new ClusterException("The data of region " + region + " could not be copied: " + e.getMessage(), e);
        }
    }

    /**
     * Puts a copy in the place of one node's data, which are kept beside it, and starts the node on it.
     *
     * @return where the data are that were there before
     */
    public static Path putBack(LocalCluster cluster, String region, Path copy, Clock clock) {
        check(copy);
        cluster.stop(region);
        Path data = cluster.data(region);
        Path before = data.resolveSibling("data-before-" + clock.instant().getEpochSecond());
        try {
            if (Files.exists(data)) {
                Files.move(data, before);
            }
            Folders.copy(copy, data);
        } catch (IOException e) {
            throw new ClusterException("The copy " + copy + " could not be put back: " + e.getMessage(), e);
        }
        cluster.start(region);
        return before;
    }

    /** @throws ClusterException when there is no copy in the folder */
    public static void check(Path copy) {
        if (Files.notExists(copy.resolve("PG_VERSION")) || Files.notExists(copy.resolve(LABEL))) {
            throw new ClusterException("There is no copy of a node's data in " + copy + ".");
        }
    }

    private void take(Connection owner) throws SQLException, IOException {
        try (Statement statement = owner.createStatement()) {
            // what is written meanwhile is not thrown away: a slot for as long as this session lasts
            statement.execute("SELECT pg_create_physical_replication_slot('backup_' || pg_backend_pid(), true, true)");
            String first = text(statement, "SELECT pg_walfile_name(pg_backup_start('meridian', true))");
            copyFiles();
            String label;
            String last;
            try (ResultSet end =
                    statement.executeQuery("SELECT labelfile, pg_walfile_name(lsn) FROM pg_backup_stop(false)")) {
                end.next();
                label = end.getString(1);
                last = end.getString(2);
            }
            Path file = Files.createFile(into.resolve(LABEL));
            Files.writeString(file, label);
            sameOwner(into.resolve("PG_VERSION"), file);
            copyLog(first, last);
            force(into);
        }
    }

    private static String text(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private void copyFiles() throws IOException {
        Files.walkFileTree(data, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                copy(folder, into.resolve(data.relativize(folder)));
                return data.equals(folder.getParent())
                                && LEFT_EMPTY.contains(folder.getFileName().toString())
                        ? emptied(folder)
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!LEFT_OUT.contains(file.getFileName().toString())) {
                    copy(file, into.resolve(data.relativize(file)));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) { // a table that was dropped meanwhile: its end is in the log
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }
        });
    }

    /** The folder alone, and the one folder that is expected in it. */
    private FileVisitResult emptied(Path folder) throws IOException {
        if (folder.getFileName().toString().equals(WAL)) {
            copy(folder.resolve("archive_status"), into.resolve(WAL).resolve("archive_status"));
        }
        return FileVisitResult.SKIP_SUBTREE;
    }

    private void copyLog(String first, String last) throws IOException {
        try (Stream<Path> files = Files.list(data.resolve(WAL))) {
            List<Path> needed = files.filter(Files::isRegularFile)
                    .filter(file -> isBetween(file.getFileName().toString(), first, last))
                    .toList();
            for (Path file : needed) {
                copy(file, into.resolve(WAL).resolve(file.getFileName()));
            }
        }
    }

    /** Names of segments are as long as each other and grow with the log. */
    private static boolean isBetween(String name, String first, String last) {
        return name.length() == first.length() && name.compareTo(first) >= 0 && name.compareTo(last) <= 0;
    }

    /** With its owner and permissions, by which the server will know it as its own. */
    static void copy(Path from, Path to) throws IOException {
        try {
            Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            if (Files.notExists(to.getParent())) {
                throw e;
            }
        }
    }

    private static void sameOwner(Path like, Path file) throws IOException {
        Files.setPosixFilePermissions(file, Files.getPosixFilePermissions(like));
        Files.setOwner(file, Files.getOwner(like));
    }

    /** What is told to be copied survives a power cut. */
    private static void force(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                    channel.force(true);
                }
            }
        }
    }
}
