package org.meridian.platform.test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/** Sends bytes as they are over a connection of their own, and says what is wrong with what comes back. */
public final class RawHttp {

    private static final int PATIENCE_MILLIS = 20_000;
    private static final Pattern ANSWER = Pattern.compile("HTTP/\\d\\.\\d \\d{3} ");

    private RawHttp() {}

    /** All that comes back until the server closes, as Latin-1. */
    public static String send(int port, byte[] request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            var answer = new ByteArrayOutputStream();
            try {
                socket.getOutputStream().write(request);
            } catch (SocketException e) {
                // refused before all of it was sent; what was answered is still to be read
            }
            try (InputStream in = socket.getInputStream()) {
                byte[] buffer = new byte[8192];
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    answer.write(buffer, 0, n);
                }
            } catch (SocketException e) {
                // a reset behind the answer
            }
            return answer.toString(StandardCharsets.ISO_8859_1);
        }
    }

    /** What is wrong with the answer to a request that is itself wrong; empty when nothing is. */
    public static String flaw(String answer) {
        if (answer.startsWith("{\"type\":\"/problems/")) {
            return ""; // taken for HTTP/0.9, which has no status line
        }
        if (!ANSWER.matcher(answer).lookingAt()) {
            return "no answer";
        }
        int status = Integer.parseInt(answer.substring(9, 12));
        String head =
                answer.substring(0, Math.max(0, answer.indexOf("\r\n\r\n"))).toLowerCase(Locale.ROOT);
        if (status >= 500) {
            return "a failure";
        }
        if (head.contains("\nserver:") || head.contains("\nx-powered-by:")) {
            return "the server names itself";
        }
        for (String tell :
                new String[] {"Exception", "tomcat", "Tomcat", "netty", "java.", "org.", "SELECT", "at line"}) {
            if (answer.contains(tell)) {
                return "the answer tells of " + tell;
            }
        }
        boolean body = answer.length() > head.length() + 4;
        if (status >= 400 && body && !head.contains("content-type: application/problem+json")) {
            return "no problem of the catalogue";
        }
        return status >= 400 && !body && !head.contains("content-length: 0") ? "no body" : "";
    }
}
