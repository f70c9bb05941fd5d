package org.meridian.platform.id;

import com.github.f4b6a3.ulid.Ulid;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import java.util.function.BiFunction;
import org.meridian.db.topology.Country;

/** Makes new ids: in order of time, so that they lie together in an index, and not to be guessed (80 secure random bits). */
public final class IdGenerator {

    private static final int RANDOM_BYTES = 10;

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private Ulid last = Ulid.MIN;

    public IdGenerator(Clock clock) {
        this.clock = clock;
    }

    public <T extends CountryId> T next(Country country, BiFunction<UUID, String, T> constructor) {
        return constructor.apply(nextUuid(), country.code());
    }

    /** The bare 128 bits, for rows whose id is never shown outside. */
    public UUID nextUuid() {
        byte[] bits = new byte[RANDOM_BYTES];
        random.nextBytes(bits);
        return new Ulid(clock.millis(), bits).toUuid();
    }

    /**
     * The same, and after all that this method gave before, also within a millisecond and when the clock is set back. What
     * follows can be guessed from one.
     */
    public synchronized UUID nextInOrder() {
        byte[] bits = new byte[RANDOM_BYTES];
        random.nextBytes(bits);
        Ulid fresh = new Ulid(clock.millis(), bits);
        last = fresh.compareTo(last) > 0 ? fresh : last.increment();
        return last.toUuid();
    }
}
