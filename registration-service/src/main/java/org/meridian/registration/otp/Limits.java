package org.meridian.registration.otp;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.meridian.db.topology.Country;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.meridian.registration.otp.Counts.Counted;
import org.meridian.registration.otp.Counts.Limit;
import org.meridian.registration.otp.Counts.Reached;
import org.meridian.registration.otp.Counts.Wanted;
import org.meridian.registration.settings.RegistrationSettings;
import org.springframework.stereotype.Component;

/**
 * How many codes may be sent to a phone, asked for from an address, sent in a country; and how many wrong ones may be tried for a phone,
 * whatever the number of challenges. All run in a write transaction of the country; what is too much is 429 with {@code Retry-After}.
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
     * Who asks for a code to be sent.
     *
     * @param address the client's, as the gateway says
     */
    record Asker(byte[] phoneIndex, String address) {}

    /** Counts codes that are about to be sent; a problem in the place of each that must not be. */
    List<Optional<ProblemException>> codesAskedFor(Country country, List<Asker> askers) {
        return problems(counts.addAll(country, settings.window(), limits(country, askers)));
    }

    /** What {@link #codesAskedFor} counts, for a statement that does so itself if all is within the limits. */
    List<Wanted> wanted(Country country, List<Asker> askers) {
        return counts.wanted(limits(country, askers));
    }

    Counting codesNow() {
        return counts.now(settings.window());
    }

    Counting triesNow() {
        return counts.now(settings.triesWindow());
    }

    /** Under which the tries of a phone's codes are counted. */
    byte[] triesKey(Country country, byte[] phoneIndex) {
        return counts.key(tries(country, phoneIndex));
    }

    private List<List<Limit>> limits(Country country, List<Asker> askers) {
        return within(askers, asker -> {
            int ofCountry = settings.countries().getOrDefault(country, settings.limitPerCountry());
            return Stream.of(
                    new Limit(
                            codes(country, asker.phoneIndex()),
                            settings.limit(),
                            "This phone was sent too many codes lately."),
                    new Limit(
                            new Counted(country, "codes asked for from", asker.address(), 1),
                            settings.limitPerAddress(),
                            "Too many codes were asked for from this address lately."),
                    new Limit(
                            new Counted(country, "codes sent in", country.code(), ofCountry < SMALL ? 1 : SLOTS),
                            ofCountry,
                            "Too many codes were asked for in this country lately."));
        });
    }

    /**
     * Counts wrong codes, and refuses right ones too once there were too many, or the limit would tell which is right.
     *
     * @param phoneIndexes whose codes were tried
     * @param isWrong whether the code in this place is
     */
    List<Optional<ProblemException>> codesTried(Country country, List<byte[]> phoneIndexes, IntPredicate isWrong) {
        List<List<Limit>> limits = within(
                phoneIndexes,
                phoneIndex -> Stream.of(new Limit(
                        tries(country, phoneIndex),
                        settings.triesPerPhone(),
                        "Too many codes were tried for this phone lately.")));
        return problems(counts.addSome(country, settings.triesWindow(), limits, isWrong));
    }

    private static <T> List<List<Limit>> within(List<T> requests, Function<T, Stream<Limit>> limits) {
        return requests.stream()
                .map(request -> limits.apply(request)
                        .filter(limit -> limit.most() > 0) // 0: none
                        .toList())
                .toList();
    }

    private static List<Optional<ProblemException>> problems(List<Optional<Reached>> outcomes) {
        return outcomes.stream().map(reached -> reached.map(Limits::problem)).toList();
    }

    private static ProblemException problem(Reached reached) {
        return new ProblemException(ProblemType.RATE_LIMITED, reached.limit().detail()).retryAfter(reached.pause());
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
}
