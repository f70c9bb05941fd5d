package org.meridian.registration.otp;

import java.time.Clock;
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

/**
 * Counts tries, each in its turn, for its challenge and for its phone. One that is too many for the phone is counted for
 * neither; one that is too many for the challenge is not looked at.
 */
final class Trying implements BatchWriter<ChallengeId, Tried> {

    private final ChallengeRows rows;
    private final Limits limits;
    private final int most;
    private final Clock clock;

    Trying(ChallengeRows rows, Limits limits, int most, Clock clock) {
        this.rows = rows;
        this.limits = limits;
        this.most = most;
        this.clock = clock;
    }

    @Override
    public List<Tried> write(Country country, List<ChallengeId> tries) {
        Map<ChallengeId, Integer> times = new LinkedHashMap<>();
        tries.forEach(id -> times.merge(id, 1, Integer::sum));
        Map<ChallengeId, ChallengeRows.Counted> counted = rows.count(country, times, most, clock.instant());
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
