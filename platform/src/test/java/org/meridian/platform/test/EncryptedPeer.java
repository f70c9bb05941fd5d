package org.meridian.platform.test;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.meridian.db.tls.Certificates;

/** A service that shows a certificate, wants to see one, notes whose it was, and says hello to everybody. */
public final class EncryptedPeer {

    private final List<String> callers = new CopyOnWriteArrayList<>();
    private final HttpsServer server;

    /** @param address for which its certificate is good; it always listens on 127.0.0.1 */
    public EncryptedPeer(Path authority, String address) {
        Certificates certificates = Certificates.in(authority);
        certificates.ensure("peer-" + address, List.of(address));
        SSLContext context = certificates.context("peer-" + address);
        try {
            server = HttpsServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters demanding = context.getDefaultSSLParameters();
                demanding.setNeedClientAuth(true);
                parameters.setSSLParameters(demanding);
            }
        });
        server.createContext("/", exchange -> {
            callers.add(((HttpsExchange) exchange)
                    .getSSLSession()
                    .getPeerPrincipal()
                    .getName());
            exchange.getResponseHeaders().set("Content-Type", "text/plain");
            exchange.sendResponseHeaders(200, 5);
            exchange.getResponseBody().write("hello".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            exchange.close();
        });
        server.start();
    }

    public String address() {
        return "https://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The names in the certificates of those who asked. */
    public List<String> callers() {
        return callers;
    }

    public void stop() {
        server.stop(0);
    }
}
