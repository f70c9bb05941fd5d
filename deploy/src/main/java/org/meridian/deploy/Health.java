package org.meridian.deploy;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.List;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** Asks a process how it is. */
final class Health {

    private static final int TIMEOUT_MS = 2000;

    private static @Nullable SSLSocketFactory sockets;

    private Health() {}

    /** Services talk to nobody who shows no certificate, to the launcher neither. */
    private static synchronized SSLSocketFactory sockets() {
        SSLSocketFactory known = sockets;
        if (known == null) {
            known = Home.fromEnvironment()
                    .certificates(List.of())
                    .context(Home.LAUNCHER)
                    .getSocketFactory();
            sockets = known;
        }
        return known;
    }

    /** Whether it answers that it can serve. */
    static boolean isUp(App app) {
        return status(app) == 200;
    }

    /** The HTTP status of its health page, or 0 when there is no answer. */
    static int status(App app) {
        try {
            URI uri = URI.create(app.address() + "/readyz");
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
            if (connection instanceof HttpsURLConnection encrypted) {
                encrypted.setSSLSocketFactory(sockets());
            }
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
