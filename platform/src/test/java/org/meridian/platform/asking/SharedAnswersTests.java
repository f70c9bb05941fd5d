package org.meridian.platform.asking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SharedAnswersTests {

    private static final int MANY = 50;

    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch gate = new CountDownLatch(1);

    private SharedAnswers<String, String> answers(Function<String, String> source) {
        return new SharedAnswers<>(Caffeine.newBuilder().maximumSize(100), key -> {
            asked.add(key);
            return source.apply(key);
        });
    }

    private String behindGate(String key) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return "answer to " + key;
    }

    /** Many who ask at once, when all of them wait. */
    private static List<Caller> waiting(Callable<String> question) {
        List<Caller> callers =
                Stream.generate(() -> Caller.of(question)).limit(MANY).toList();
        await().until(() -> callers.stream().allMatch(Caller::isWaiting));
        return callers;
    }

    private record Caller(Thread thread, FutureTask<String> answer) {

        static Caller of(Callable<String> question) {
            FutureTask<String> answer = new FutureTask<>(question);
            return new Caller(Thread.ofVirtual().start(answer), answer);
        }

        boolean isWaiting() {
            return thread.getState() == Thread.State.WAITING;
        }
    }

    @Test
    void howeverManyWantItAtOnceOneAsks() throws Exception {
        SharedAnswers<String, String> answers = answers(this::behindGate);
        List<Caller> callers = waiting(() -> answers.get("a"));
        gate.countDown();
        for (Caller caller : callers) {
            assertThat(caller.answer().get()).isEqualTo("answer to a");
        }
        assertThat(answers.get("a")).isEqualTo("answer to a");
        assertThat(asked).containsExactly("a");
    }

    @Test
    void aQuestionThatTakesLongHoldsUpNoOther() {
        SharedAnswers<String, String> answers = answers(key -> key.equals("slow") ? behindGate(key) : key);
        waiting(() -> answers.get("slow"));
        assertThat(answers.get("quick")).isEqualTo("quick");
        gate.countDown();
    }

    static Stream<Throwable> failures() {
        return Stream.of(new IllegalStateException("nobody answers"), new AssertionError("a mistake"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aFailureIsToldToAllWhoWaitAndNotRemembered(Throwable failure) {
        SharedAnswers<String, String> answers = answers(key -> {
            behindGate(key);
            if (asked.size() > 1) {
                return "at last";
            }
            throw unchecked(failure);
        });
        List<Caller> callers = waiting(() -> answers.get("a"));
        gate.countDown();
        assertThat(callers)
                .allSatisfy(caller -> assertThatThrownBy(caller.answer()::get).hasCause(failure));
        assertThat(answers.get("a")).isEqualTo("at last");
        assertThat(asked).hasSize(2);
    }

    private static RuntimeException unchecked(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return (RuntimeException) failure;
    }

    @Test
    void whatDoesNotLastIsToldToThoseWhoWaitOnly() throws Exception {
        SharedAnswers<String, String> answers = new SharedAnswers<>(
                Caffeine.newBuilder(),
                key -> {
                    asked.add(key);
                    return behindGate(key);
                },
                answer -> asked.size() > 1);
        List<Caller> callers = waiting(() -> answers.get("a"));
        gate.countDown();
        for (Caller caller : callers) {
            assertThat(caller.answer().get()).isEqualTo("answer to a");
        }
        assertThat(asked).hasSize(1);
        answers.get("a");
        answers.get("a");
        assertThat(asked).hasSize(2);
    }

    @Test
    void itIsRememberedFromTheAnswerOnAsLongAsIsSaid() {
        AtomicLong now = new AtomicLong();
        SharedAnswers<String, String> answers = new SharedAnswers<>(
                Caffeine.newBuilder().expireAfterWrite(30, TimeUnit.NANOSECONDS).ticker(now::get), key -> {
                    asked.add(key);
                    now.addAndGet(100); // so long it takes
                    return key;
                });
        answers.get("a");
        now.addAndGet(29);
        answers.get("a");
        assertThat(asked).hasSize(1);
        now.addAndGet(1);
        answers.get("a");
        assertThat(asked).hasSize(2);
    }

    @Test
    void noMoreIsRememberedThanIsSaid() {
        SharedAnswers<String, String> answers =
                new SharedAnswers<>(Caffeine.newBuilder().maximumSize(1), key -> {
                    asked.add(key);
                    return key;
                });
        answers.get("a");
        answers.get("b");
        answers.get("a");
        answers.get("b");
        assertThat(asked).hasSizeGreaterThan(2);
    }
}
