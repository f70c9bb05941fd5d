package org.meridian.deploy;

import org.jspecify.annotations.Nullable;

/**
 * Who comes first where processors are short: the gateway, so that whoever must say no can; then the database, which is left where it is, as
 * who holds a lock there is waited for; then the services.
 *
 * @param gateway niceness, -19 to 0; as an ordinary user it is 0 whatever is said here
 * @param services niceness, 0 to 19
 */
record Standing(int gateway, int services) {

    /** The setting's name in the environment: the services' niceness, from which the gateway's follows; 0: nobody comes first. */
    static final String SETTING = "MERIDIAN_NICE";

    /** Of the database's weight a third for a service, so that all five weigh little more, and nine times as much for the gateway. */
    static final int USUAL = 5;

    /** As the environment says. */
    static Standing ofEnvironment() {
        return of(System.getenv(SETTING));
    }

    /** @throws DeployException for what is no number from 0 to 19 */
    static Standing of(@Nullable String setting) {
        if (setting == null || setting.isBlank()) {
            return ofServices(USUAL);
        }
        if (!setting.strip().matches("1?\\d")) {
            throw new DeployException(
                    SETTING + " is " + setting + ", and must be a number from 0 to " + Niceness.LAST + ".");
        }
        return ofServices(Integer.parseInt(setting.strip()));
    }

    private static Standing ofServices(int services) {
        return new Standing(Math.max(-2 * services, -Niceness.LAST), services);
    }
}
