package org.meridian.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;

/** What can be said before anything is started. */
final class Preflight {

    private static final long MB = 1 << 20;
    private static final long PER_PROCESS = 290 * MB;
    private static final long REST = 500 * MB;
    private static final long DISK = 1500 * MB;

    private Preflight() {}

    /** @throws DeployException when the JDK, memory or disk space will not do */
    static void check(Home home, List<App> toStart) {
        if (Runtime.version().feature() != 25) {
            throw new DeployException(
                    "Meridian runs on a JDK 25, this is " + Runtime.version() + ". Point JAVA_HOME at one.");
        }
        long needed = toStart.size() * PER_PROCESS + REST;
        long available = Proc.availableMemory();
        if (!toStart.isEmpty() && available < needed) {
            throw new DeployException("%d MB of memory are free, and %d processes and the database need about %d MB."
                            .formatted(available / MB, toStart.size(), needed / MB)
                    + " End something, or start one region only: deploy/up --regions eu");
        }
        try {
            long space = Files.getFileStore(home.run()).getUsableSpace();
            if (space < DISK) {
                throw new DeployException(
                        "%s has %d MB of free disk space, and %d MB are needed. Make room, then run deploy/up again."
                                .formatted(home.run(), space / MB, DISK / MB));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(home.run() + " cannot be examined", e);
        }
    }
}
