package org.meridian.platform.gathered;

import org.meridian.platform.edge.HeaderNames;

/** The request in which a region's gateway sends the calls that it gathered to a service of its region. No framework is needed for it. */
public final class Carrier {

    public static final String PATH = "/internal/gathered";

    public static final String MEDIA_TYPE = "application/vnd.meridian.gathered";

    /** The gateway's seal over the whole body ({@link org.meridian.platform.token.Vouch#seal}): without it nothing of it is looked at. */
    public static final String SEAL = "X-Meridian-Seal";

    /** What the seal is for. */
    public static final String PURPOSE = "gathered";

    /** Headers, however they are written, that no gathered call has: said by a connection, or by the body's length. */
    public static final HeaderNames NOT_CARRIED = HeaderNames.of(
            "connection",
            "content-length",
            "expect",
            "host",
            "keep-alive",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            SEAL);

    private Carrier() {}
}
