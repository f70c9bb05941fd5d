package org.meridian.db.cluster;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How PostgreSQL is started: it refuses root, so root hides behind an unmapped user namespace, or becomes nobody where
 * namespaces are forbidden. Always in a session of its own, so that Ctrl-C in a terminal reaches the launcher only,
 * which stops things in order.
 */
enum RunAs {
    SELF("setsid"),
    NAMESPACE("setsid unshare -U"),
    NOBODY("setsid setpriv --reuid=65534 --regid=65534 --clear-groups");

    private final String prefix;

    RunAs(String prefix) {
        this.prefix = prefix;
    }

    /** What works here. */
    static RunAs detect() {
        boolean root = "0".equals(output("id", "-u"));
        if (!root && !output("id", "-un").isEmpty()) { // initdb wants its user to have a name
            return SELF;
        }
        if ("65534".equals(output("unshare", "-U", "id", "-u"))) {
            return NAMESPACE;
        }
        if (root && "65534".equals(output("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "id", "-u"))) {
            return NOBODY;
        }
        throw new ClusterException("PostgreSQL refuses to run as root and as a user without a name, and neither"
                + " 'unshare -U' nor 'setpriv' works here: install util-linux, or start this as an ordinary user.");
    }

    /** Whether the server is another user to the file system, to whom its folders must be given. */
    boolean isOtherUser() {
        return this == NOBODY;
    }

    List<String> command(List<String> command) {
        List<String> all = new ArrayList<>(List.of(prefix.split(" ")));
        all.addAll(command);
        return all;
    }

    private static String output(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String text = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0 ? text.strip() : "";
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
