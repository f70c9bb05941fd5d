package org.meridian.results.cascade;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.meridian.platform.id.ResidentId;
import org.meridian.results.cascade.Reference.Expected;
import org.meridian.results.cascade.Reference.Said;
import org.meridian.results.latest.PersonState;
import org.meridian.results.verdict.Method;
import org.meridian.results.verdict.Outcome;
import org.meridian.results.verdict.Verdict;

class PersonStateTests {

    private static final long SEED = 20_260_703;

    @Test
    void addingFirstResultsOneByOneEqualsTheFoldOverTheLogAtEveryPointOfFiveThousandHistories() {
        Random random = new Random(SEED);
        for (int i = 0; i < 5_000; i++) {
            Map<ResidentId, PersonState> states = new HashMap<>();
            Map<ResidentId, List<Said>> logs = new HashMap<>();
            for (Said said : firsts(History.random(random))) {
                states.merge(said.sample().person(), state(said), PersonState::and);
                logs.computeIfAbsent(said.sample().person(), p -> new ArrayList<>())
                        .add(said);
                assertThat(shown(states.get(said.sample().person())))
                        .as("history %d of seed %d", i, SEED)
                        .isEqualTo(Reference.state(logs.get(said.sample().person())));
            }
        }
    }

    @Test
    void firstResultsAddUpToTheSameInAnyOrderAndHoweverGrouped() {
        Random random = new Random(SEED + 1);
        for (int i = 0; i < 2_000; i++) {
            Map<ResidentId, List<PersonState>> each = new HashMap<>();
            firsts(History.random(random))
                    .forEach(said -> each.computeIfAbsent(said.sample().person(), p -> new ArrayList<>())
                            .add(state(said)));
            for (List<PersonState> parts : each.values()) {
                PersonState inOrder = parts.stream().reduce(PersonState::and).orElseThrow();
                while (parts.size() > 1) {
                    Collections.shuffle(parts, random);
                    parts.add(parts.removeLast().and(parts.removeLast()));
                }
                assertThat(parts.getFirst()).isEqualTo(inOrder);
                assertThat(inOrder.and(inOrder)).isEqualTo(inOrder);
            }
        }
    }

    private static List<Said> firsts(History history) {
        return history.reports().stream()
                .filter(report -> report.revision() == 0 && !report.repeated())
                .flatMap(report -> report.tube().samples().stream()
                        .map(sample -> new Said(sample, 0, report.id(), report.outcome(), report.testedAt())))
                .toList();
    }

    private static PersonState state(Said said) {
        Method method = said.sample().single() ? Method.SINGLE : Method.POOLED;
        return PersonState.of(
                said.sample().person(),
                said.sample().id().id(),
                said.result(),
                Verdict.of(method, Outcome.valueOf(said.outcome())),
                method,
                said.sample().sampledAt(),
                said.testedAt());
    }

    private static Expected shown(@Nullable PersonState state) {
        assertThat(state).isNotNull();
        PersonState.Newest newest = state.newest();
        PersonState.Decided decided = state.decided();
        return new Expected(
                newest == null ? null : newest.outcome().name(),
                newest == null ? null : newest.status().name(),
                newest == null ? null : newest.method().name(),
                newest == null ? null : newest.sampledAt(),
                newest == null ? null : newest.testedAt(),
                decided == null ? null : decided.at(),
                state.positiveAt(),
                state.suspectedAt());
    }
}
