package org.meridian.deploy;

import org.jspecify.annotations.Nullable;
import org.meridian.db.cluster.Niceness;

/**
 * Who comes first where processors are short: the gateway, so that whoever must say no can; then the database, as who holds a lock
 * there is waited for; then the services.
 *
 * @param gateway niceness, -9 to 0; as an ordinary user it is 0 whatever is said here
 * @param database niceness, 0 to 9
 * @param services niceness, 0 to 19
 */
record Standing(int gateway, int database, int services) {

    /** The setting's name in the environment: the services' niceness, from which the others follow; 0: nobody comes first. */
    static final String SETTING = "MERIDIAN_NICE";

    /** The gateway weighs nine times as much as the database and twenty-eight times as much as a service. */
    static final int USUAL = 10;

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
        return new Standing(-services / 2, services / 2, services);
    }
}
