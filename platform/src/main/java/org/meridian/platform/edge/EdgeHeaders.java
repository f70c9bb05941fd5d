package org.meridian.platform.edge;

/** Headers that a gateway puts onto a call; whatever comes from outside under these names is dropped there. */
public final class EdgeHeaders {

    /**
     * Whose call it is, by its address: an IPv4 address ({@code 203.0.113.7}), or the network of an IPv6 address with 64 bits
     * ({@code 2001:db8:0:1::/64}), for one household has so many addresses. Only on calls that need no token and change
     * something (codes, tokens, registration), where limits are counted by it. Personal data: never logged.
     */
    public static final String CLIENT_ADDRESS = "X-Client-Address";

    /**
     * Milliseconds that are left until nobody waits for the answer any more, a whole number; 0 means that nobody does. From a
     * gateway, and from a service that calls another one for such a call. Not on uploads and other streams.
     */
    public static final String DEADLINE = "X-Meridian-Deadline";

    private EdgeHeaders() {}
}
