package org.meridian.db.topology;

/** A code that is no country of ISO 3166-1, or a country that no region of the topology serves. */
public final class UnknownCountryException extends IllegalArgumentException {

    private final String code;

    public UnknownCountryException(String code) {
        super("unknown country");
        this.code = code;
    }

    /** What was given instead of a served country; it comes from outside and may be anything. */
    public String code() {
        return code;
    }
}
