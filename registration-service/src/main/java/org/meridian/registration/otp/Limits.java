package org.meridian.registration.otp;

import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.meridian.db.topology.Country;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.meridian.registration.otp.Counts.Counted;
import org.meridian.registration.settings.RegistrationSettings;
import org.springframework.stereotype.Component;

/**
 * How many codes may be sent to a phone, asked for from an address, sent in a country; and how many may be tried by a phone,
 * whatever the number of challenges. All run in a write transaction of the country and throw 429 with {@code Retry-After}.
 */
@Component
class Limits {

    /** A small limit is kept to the one in one row; a large one errs by as many as race, and nobody queues. */
    private static final int SMALL = 10_000;

    private static final int SLOTS = 32;

    private final Counts counts;
    private final RegistrationSettings.Otp settings;

    Limits(Counts counts, RegistrationSettings settings) {
        this.counts = counts;
        this.settings = settings.otp();
    }

    /**
     * Counts a code that is about to be sent; always in this order, so that two requests never wait for each other.
     *
     * @param address the client's, as the gateway says
     */
    void codeAskedFor(Country country, byte[] phoneIndex, String address) {
        Duration window = settings.window();
        check(codes(country, phoneIndex), settings.limit(), window, "This phone was sent too many codes lately.");
        check(
                new Counted(country, "codes asked for from", address, 1),
                settings.limitPerAddress(),
                window,
                "Too many codes were asked for from this address lately.");
        int ofCountry = settings.countries().getOrDefault(country, settings.limitPerCountry());
        check(
                new Counted(country, "codes sent in", country.code(), ofCountry < SMALL ? 1 : SLOTS),
                ofCountry,
                window,
                "Too many codes were asked for in this country lately.");
    }

    /** Counts a code that is about to be looked at: right ones too, or the count would tell which was right. */
    void codeTried(Country country, byte[] phoneIndex) {
        check(
                tries(country, phoneIndex),
                settings.triesPerPhone(),
                settings.triesWindow(),
                "Too many codes were tried for this phone lately.");
    }

    void forget(Country country, byte[] phoneIndex) {
        counts.forget(List.of(codes(country, phoneIndex), tries(country, phoneIndex)));
    }

    private static Counted codes(Country country, byte[] phoneIndex) {
        return new Counted(country, "codes sent to", HexFormat.of().formatHex(phoneIndex), 1);
    }

    private static Counted tries(Country country, byte[] phoneIndex) {
        return new Counted(country, "codes tried by", HexFormat.of().formatHex(phoneIndex), 1);
    }

    /** @param limit 0: none */
    private void check(Counted counted, int limit, Duration window, String detail) {
        if (limit == 0) {
            return;
        }
        Optional<Duration> wait = counts.add(counted, limit, window);
        if (wait.isPresent()) {
            throw new ProblemException(ProblemType.RATE_LIMITED, detail).retryAfter(wait.get());
        }
    }
}
