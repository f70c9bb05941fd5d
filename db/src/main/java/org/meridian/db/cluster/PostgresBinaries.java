package org.meridian.db.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL itself, unpacked from the class path once per user and kept in a cache folder under the archive's hash. */
final class PostgresBinaries {

    private static final String ARCHIVE = "/postgres-linux-x86_64.txz";

    private PostgresBinaries() {}

    /** The folder with {@code bin}, {@code lib} and {@code share}, unpacked first when it isn't there yet (some 2 s). */
    static synchronized Path unpacked(RunAs runAs) {
        try {
            return unpacked(cache(runAs));
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL could not be unpacked (is there room for 60 MB?)", e);
        }
    }

    private static Path unpacked(Path cache) throws IOException {
        Path home = cache.resolve("postgresql-15-" + archiveHash());
        if (Files.isDirectory(home)) {
            return home;
        }
        Path fresh = Files.createTempDirectory(cache, "unpacking-");
        try (InputStream archive = archive();
                InputStream tar = new XZInputStream(archive)) {
            TarArchive.unpack(tar, fresh);
        }
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
        try {
            Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            throw e;
        } catch (FileSystemException e) { // another process was faster
            Folders.delete(fresh);
        }
        return home;
    }

    /** The user's cache; a place that everybody can reach when the server runs as somebody else. */
    private static Path cache(RunAs runAs) throws IOException {
        Path home = Path.of(System.getProperty("user.home"));
        String xdg = System.getenv("XDG_CACHE_HOME");
        if (runAs.isOtherUser()) {
            return Files.createDirectories(Path.of("/var/tmp/meridian-cache"));
        } else if (xdg != null && !xdg.isBlank()) {
            return Files.createDirectories(Path.of(xdg, "meridian"));
        } else if (Files.isWritable(home)) {
            return Files.createDirectories(home.resolve(".cache/meridian"));
        }
        String user = System.getProperty("user.name"); // one without a home
        return Files.createDirectories(Path.of(System.getProperty("java.io.tmpdir"), "meridian-cache-" + user));
    }

    private static String archiveHash() throws IOException {
        try (var in = new DigestInputStream(archive(), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest(), 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static InputStream archive() {
        InputStream in = PostgresBinaries.class.getResourceAsStream(ARCHIVE);
        if (in == null) {
            throw new ClusterException("The local cluster runs on Linux on x86-64 only: " + ARCHIVE
                    + " is not on the class path. Elsewhere use a real YugabyteDB, see deploy/yugabyte.");
        }
        return in;
    }
}
