package org.meridian.bench.faults.uploads;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Sends the beginning of a file and breaks the connection. */
final class CutUpload {

    private CutUpload() {}

    /** @param bytes so many of the file arrive at most */
    static void send(URI gateway, String token, byte[] file, int bytes) throws IOException {
        try (Socket socket = new Socket(gateway.getHost(), gateway.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST /v1/results HTTP/1.1\r\nHost: " + gateway.getAuthority() + "\r\nAuthorization: Bearer "
                            + token + "\r\nContent-Type: text/csv\r\nContent-Length: " + file.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(file, 0, bytes);
            out.flush();
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            if (bytes == 0) {
                throw e;
            }
            // the gateway has ended it first, as it may
        }
    }
}
