package org.meridian.platform.asking;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Answers that many want at the same time. Whoever comes first asks, on its own thread; who comes meanwhile waits and is told
 * the same. An answer is remembered for who comes later; a failure is told to all who wait for it, and to nobody later.
 */
public final class SharedAnswers<K, V> {

    private final Cache<K, V> remembered;
    private final Map<K, CompletableFuture<V>> questions = new ConcurrentHashMap<>();
    private final Function<? super K, ? extends V> source;
    private final Predicate<? super V> lasting;

    /**
     * @param memory how many answers are remembered, and for how long; it says nothing of an executor
     * @param source says what nobody knows yet, perhaps after a while; never null
     */
    public SharedAnswers(Caffeine<Object, Object> memory, Function<? super K, ? extends V> source) {
        this(memory, source, answer -> true);
    }

    /** @param lasting which answers are remembered; any other is told to those who wait for it only */
    public SharedAnswers(
            Caffeine<Object, Object> memory, Function<? super K, ? extends V> source, Predicate<? super V> lasting) {
        this.remembered = memory.executor(Runnable::run).build();
        this.source = source;
        this.lasting = lasting;
    }

    /** @throws RuntimeException what the source throws, to the one who asked it and to all who waited */
    public V get(K key) {
        V known = remembered.getIfPresent(key);
        return known == null ? told(asked(key)) : known;
    }

    private CompletableFuture<V> asked(K key) {
        CompletableFuture<V> mine = new CompletableFuture<>();
        CompletableFuture<V> others = questions.putIfAbsent(key, mine);
        if (others != null) {
            return others;
        }
        try {
            V answer = answer(key);
            questions.remove(key, mine); // before anybody hears it, who may come again at once
            mine.complete(answer);
        } catch (RuntimeException | Error failure) {
            questions.remove(key, mine);
            mine.completeExceptionally(failure);
        }
        return mine;
    }

    private V answer(K key) {
        V known = remembered.getIfPresent(key); // since the first look
        if (known != null) {
            return known;
        }
        V answer = source.apply(key);
        if (lasting.test(answer)) {
            remembered.put(key, answer);
        }
        return answer;
    }

    private static <V> V told(CompletableFuture<V> answer) {
        try {
            return answer.join();
        } catch (CompletionException failure) {
            switch (failure.getCause()) {
                case RuntimeException reason -> throw reason;
                case Error reason -> throw reason;
                case null, default -> throw failure;
            }
        }
    }
}
