package org.meridian.registration.otp;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Country;
import org.meridian.platform.commit.BatchWriter;
import org.meridian.platform.problem.ProblemException;
import org.meridian.registration.otp.ChallengeRows.Tried;
import org.meridian.registration.settings.RegistrationSettings;

/**
 * Counts tries, each in its turn, for its challenge and for its phone. One that is too many for the phone is counted for
 * neither; one that is too many for the challenge is not looked at.
 */
final class Trying implements BatchWriter<ChallengeId, Tried> {

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

    @Override
    public List<Tried> write(Country country, List<ChallengeId> tries) {
        Map<ChallengeId, Integer> times = new LinkedHashMap<>();
        tries.forEach(id -> times.merge(id, 1, Integer::sum));
        Counting counting = limits.triesNow();
        return together.count(country, counting, times, most, settings.triesPerPhone())
                .map(counted -> outcomes(tries, counted))
                .orElseGet(() -> oneByOne(country, tries, times, counting.now()));
    }

    /** Nobody is over a phone's limit: of each challenge the first tries are looked at, as many as it has left. */
    private List<Tried> outcomes(List<ChallengeId> tries, Map<ChallengeId, ChallengeRows.Counted> counted) {
        Map<ChallengeId, Integer> left = new HashMap<>();
        counted.forEach((id, challenge) -> left.put(id, most - challenge.before()));
        return tries.stream()
                .map(id -> outcome(counted.get(id), left.merge(id, -1, Integer::sum) >= 0, null))
                .toList();
    }

    private List<Tried> oneByOne(
            Country country, List<ChallengeId> tries, Map<ChallengeId, Integer> times, Instant now) {
        Map<ChallengeId, ChallengeRows.Counted> counted = rows.count(country, times, most, now);
        Map<ChallengeId, Integer> left = new HashMap<>();
        counted.forEach((id, challenge) -> left.put(id, most - challenge.before()));
        List<ChallengeId> within = new ArrayList<>();
        for (ChallengeId id : tries) {
            if (left.merge(id, -1, Integer::sum) >= 0) {
                within.add(id);
            }
        }
        List<Optional<ProblemException>> refused = limits.codesTried(
                country,
                within.stream()
                        .map(id -> known(counted, id).sent().phoneIndex())
                        .toList());
        Map<ChallengeId, ProblemException> tooOften = new HashMap<>();
        Map<ChallengeId, Integer> allowed = new HashMap<>();
        for (int i = 0; i < within.size(); i++) {
            ChallengeId id = within.get(i);
            refused.get(i)
                    .ifPresentOrElse(problem -> tooOften.put(id, problem), () -> allowed.merge(id, 1, Integer::sum));
        }
        List<ChallengeId> overcounted = counted.keySet().stream()
                .filter(id -> allowed.getOrDefault(id, 0) < times.getOrDefault(id, 0))
                .toList();
        rows.recount(country, overcounted, id -> known(counted, id).before() + allowed.getOrDefault(id, 0));
        List<Tried> outcomes = new ArrayList<>(tries.size());
        for (ChallengeId id : tries) {
            outcomes.add(outcome(counted.get(id), allowed.merge(id, -1, Integer::sum) >= 0, tooOften.get(id)));
        }
        return outcomes;
    }

    private static ChallengeRows.Counted known(Map<ChallengeId, ChallengeRows.Counted> counted, ChallengeId id) {
        return Objects.requireNonNull(counted.get(id));
    }

    private static Tried outcome(
            ChallengeRows.@Nullable Counted challenge, boolean allowed, @Nullable ProblemException tooOften) {
        if (challenge == null) {
            return new Tried.Gone();
        }
        if (allowed) {
            return challenge.sent();
        }
        return tooOften == null ? new Tried.Gone() : new Tried.TooOften(tooOften);
    }
}
