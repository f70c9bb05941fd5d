package org.meridian.platform.gathered;

import jakarta.servlet.http.HttpServletRequest;
import org.apache.coyote.Request;

/** What the calls of a carrier have from it: the ends of its connection, and nothing of what anybody said in it. */
record Surroundings(String scheme, String remoteAddress, String localAddress, int localPort) {

    static Surroundings of(HttpServletRequest carrier) {
        return new Surroundings(
                carrier.getScheme(), carrier.getRemoteAddr(), carrier.getLocalAddr(), carrier.getLocalPort());
    }

    void tell(Request request) {
        request.scheme().setString(scheme);
        request.serverName().setString(localAddress);
        request.setServerPort(localPort);
        request.remoteAddr().setString(remoteAddress);
        request.remoteHost().setString(remoteAddress);
        request.localAddr().setString(localAddress);
        request.localName().setString(localAddress);
        request.setLocalPort(localPort);
    }
}
