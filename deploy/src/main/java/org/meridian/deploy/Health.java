package org.meridian.deploy;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Asks a process how it is. */
final class Health {

    private static final int TIMEOUT_MS = 2000;

    private Health() {}

    /** Whether it answers that it can serve. */
    static boolean isUp(App app) {
        return status(app) == 200;
    }

    /** The HTTP status of its health page, or 0 when there is no answer. */
    static int status(App app) {
        try {
            URI uri = URI.create(app.address() + "/readyz");
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT_MS);
            connection.setReadTimeout(TIMEOUT_MS);
            try {
                return connection.getResponseCode();
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return 0;
        }
    }
}
