package org.meridian.bench.placement;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import org.meridian.db.test.TestCluster;

/** One service's tables on the cluster of the tests; what the other services have is placed by the same rules. */
public final class Sharing {

    /** The repository. */
    public static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private Sharing() {}

    /** Once, whoever asks. */
    public static void migrate() {
        try {
            URL[] migrations = {
                ROOT.resolve("sharing-service/src/main/resources/").toUri().toURL(),
                ROOT.resolve("platform/src/main/resources/").toUri().toURL()
            };
            TestCluster.shared().migrate("sharing", new URLClassLoader(migrations, null));
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }
}
