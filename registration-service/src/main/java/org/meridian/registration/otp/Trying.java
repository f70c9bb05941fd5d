package org.meridian.registration.otp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.meridian.db.topology.Country;
import org.meridian.platform.commit.BatchWriter;
import org.meridian.platform.problem.ProblemException;
import org.meridian.registration.otp.ChallengeRows.Held;
import org.meridian.registration.otp.ChallengeRows.Tried;
import org.meridian.registration.otp.ChallengeRows.Try;
import org.meridian.registration.settings.RegistrationSettings;

/**
 * Looks at codes, each in its turn, and counts wrong ones for their challenge and for its phone. One that is too many for
 * the phone is counted for neither; one that is too many for the challenge is not looked at. A right one is not counted, so
 * it can come again as long as what it is for has not been done.
 */
final class Trying implements BatchWriter<Try, Tried> {

    private final CountedChallenges together;
    private final ChallengeRows rows;
    private final Limits limits;
    private final RegistrationSettings.Otp settings;
    private final int most;

    Trying(CountedChallenges together, ChallengeRows rows, Limits limits, RegistrationSettings.Otp settings) {
        this.together = together;
        this.rows = rows;
        this.limits = limits;
        this.settings = settings;
        this.most = settings.tries();
    }

    private enum Look {
        RIGHT,
        WRONG,
        NONE
    }

    @Override
    public List<Tried> write(Country country, List<Try> tries) {
        Counting counting = limits.triesNow();
        return together.count(country, counting, tries, most, settings.triesPerPhone())
                .map(held -> ofAll(tries, held))
                .orElseGet(() -> oneByOne(country, tries, counting));
    }

    /** Nobody is over a phone's limit, and the statement has counted what was wrong. */
    private List<Tried> ofAll(List<Try> tries, Map<ChallengeId, Held> held) {
        List<Look> looks = looks(tries, held);
        return IntStream.range(0, tries.size())
                .mapToObj(i -> tried(looks.get(i), tries.get(i), held))
                .toList();
    }

    private List<Tried> oneByOne(Country country, List<Try> tries, Counting counting) {
        Map<ChallengeId, Held> held =
                rows.hold(country, tries.stream().map(Try::id).distinct().toList(), most, counting.now());
        List<Look> looks = looks(tries, held);
        int[] looked = IntStream.range(0, tries.size())
                .filter(i -> looks.get(i) != Look.NONE)
                .toArray();
        List<Optional<ProblemException>> refused = limits.codesTried(
                country,
                Arrays.stream(looked)
                        .mapToObj(i -> of(tries.get(i), held).phoneIndex())
                        .toList(),
                place -> looks.get(looked[place]) == Look.WRONG);
        Map<ChallengeId, ProblemException> tooOften = new HashMap<>();
        Map<ChallengeId, Integer> wrong = new HashMap<>();
        Tried[] outcomes = new Tried[tries.size()];
        for (int place = 0; place < looked.length; place++) {
            int i = looked[place];
            ChallengeId id = tries.get(i).id();
            ProblemException problem = refused.get(place).orElse(null);
            if (problem != null) {
                tooOften.put(id, problem);
                outcomes[i] = new Tried.TooOften(problem);
                continue;
            }
            if (looks.get(i) == Look.WRONG) {
                wrong.merge(id, 1, Integer::sum);
            }
            outcomes[i] = tried(looks.get(i), tries.get(i), held);
        }
        rows.count(country, wrong);
        for (int i = 0; i < outcomes.length; i++) {
            if (looks.get(i) == Look.NONE) {
                ProblemException problem = tooOften.get(tries.get(i).id());
                outcomes[i] = problem == null ? new Tried.Wrong() : new Tried.TooOften(problem);
            }
        }
        return List.of(outcomes);
    }

    /** Of each challenge the codes are looked at until there were as many wrong ones as it stands. */
    private List<Look> looks(List<Try> tries, Map<ChallengeId, Held> held) {
        Map<ChallengeId, Integer> wrong = new HashMap<>();
        List<Look> looks = new ArrayList<>(tries.size());
        for (Try one : tries) {
            Held challenge = held.get(one.id());
            if (challenge == null || wrong.getOrDefault(one.id(), challenge.tries()) >= most) {
                looks.add(Look.NONE);
            } else if (challenge.isRight(one)) {
                looks.add(Look.RIGHT);
            } else {
                wrong.put(one.id(), wrong.getOrDefault(one.id(), challenge.tries()) + 1);
                looks.add(Look.WRONG);
            }
        }
        return looks;
    }

    private static Tried tried(Look look, Try one, Map<ChallengeId, Held> held) {
        return switch (look) {
            case RIGHT -> {
                Held challenge = of(one, held);
                yield new Tried.Right(challenge.phone(), challenge.phoneIndex());
            }
            case WRONG, NONE -> new Tried.Wrong();
        };
    }

    private static Held of(Try one, Map<ChallengeId, Held> held) {
        return Objects.requireNonNull(held.get(one.id()));
    }
}
