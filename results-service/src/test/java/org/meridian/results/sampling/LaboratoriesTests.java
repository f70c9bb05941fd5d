package org.meridian.results.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meridian.platform.id.SiteId;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.meridian.platform.test.HandClock;
import org.meridian.platform.token.Caller;
import org.meridian.platform.token.Role;

/** Point 8: no administrator of a site makes a laboratory alone. */
class LaboratoriesTests {

    private final HandClock clock = new HandClock();
    private final AtomicReference<String> decided = new AtomicReference<>("PENDING");
    private final AtomicInteger asked = new AtomicInteger();
    private final Laboratories laboratories = new Laboratories(
            site -> {
                asked.incrementAndGet();
                return decided.get();
            },
            clock);
    private final Caller tester = Testers.at(SiteId.of("DEU-01ARZ3NDEKTSV4RRFFQ69G5FAV"), clock.instant());

    @ParameterizedTest
    @ValueSource(strings = {"PENDING", "REJECTED", "SUSPENDED", "unknown"})
    void point8OfASiteThatIsNotApprovedNobodyReports(String status) {
        decided.set(status);
        assertThatThrownBy(() -> laboratories.mustBeApproved(tester))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.type()).isEqualTo(ProblemType.SITE_NOT_APPROVED));
    }

    @Test
    void point8AnApprovalHoldsAtOnceAndASuspensionWithinHalfAMinute() {
        assertThatThrownBy(() -> laboratories.mustBeApproved(tester)).isInstanceOf(ProblemException.class);
        decided.set("APPROVED");
        assertThatCode(() -> laboratories.mustBeApproved(tester)).doesNotThrowAnyException();
        decided.set("SUSPENDED");
        clock.pass(Duration.ofSeconds(29));
        assertThatCode(() -> laboratories.mustBeApproved(tester)).doesNotThrowAnyException();
        assertThat(asked).hasValue(2);
        clock.pass(Duration.ofSeconds(1));
        assertThatThrownBy(() -> laboratories.mustBeApproved(tester)).isInstanceOf(ProblemException.class);
    }

    @Test
    void whoeverIsBoundToNoSiteWasMadeALaboratoryByAnAdministrator() {
        Caller alone = Testers.at(null, clock.instant());
        assertThat(alone.is(Role.TESTER)).isTrue();
        assertThatCode(() -> laboratories.mustBeApproved(alone)).doesNotThrowAnyException();
        assertThat(asked).hasValue(0);
    }

    @Test
    void howeverManyOfASiteComeAtOnceItIsAskedForOnce() throws InterruptedException {
        decided.set("APPROVED");
        CountDownLatch answer = new CountDownLatch(1);
        Laboratories slow = new Laboratories(
                site -> {
                    asked.incrementAndGet();
                    try {
                        answer.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return decided.get();
                },
                clock);
        List<Thread> testers = IntStream.range(0, 50)
                .mapToObj(i -> Thread.ofVirtual().start(() -> slow.mustBeApproved(tester)))
                .toList();
        await().until(() -> testers.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING));
        answer.countDown();
        for (Thread thread : testers) {
            thread.join();
        }
        assertThat(asked).hasValue(1);
    }
}
