package org.meridian.bench.security.invisible;

import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.meridian.bench.security.wire.Reply;
import org.meridian.bench.security.wire.Wire;

/** Asks a probe's two questions in turn, in an order by chance, and keeps how long each took and what was answered. */
final class Interview {

    /** What differs between any two answers of the same kind. */
    private static final Set<String> OF_THE_MOMENT = Set.of("date", "x-request-id", "traceparent", "server-timing");

    private final Wire wire;
    private final Random random;
    private final Set<String> answersToKnown = new TreeSet<>();
    private final Set<String> answersToUnknown = new TreeSet<>();

    Interview(Wire wire, Random random) {
        this.wire = wire;
        this.random = random;
    }

    /** p of the hypothesis that both take the same time. */
    double times(Probe probe, int samples) {
        double[] known = new double[samples];
        double[] unknown = new double[samples];
        for (int i = 0; i < samples; i++) {
            boolean knownFirst = random.nextBoolean();
            for (int turn = 0; turn < 2; turn++) {
                if (knownFirst == (turn == 0)) {
                    known[i] = ask(probe, true, i);
                } else {
                    unknown[i] = ask(probe, false, i);
                }
            }
        }
        return MannWhitney.p(known, unknown);
    }

    private double ask(Probe probe, boolean known, int number) {
        var request = known ? probe.known().apply(number) : probe.unknown().apply(number);
        long begin = System.nanoTime();
        Reply reply = wire.send(probe.to(), request);
        long took = System.nanoTime() - begin;
        (known ? answersToKnown : answersToUnknown).add(shape(reply));
        return took;
    }

    /** Whether every answer to the one was also one to the other, to the byte, but for what changes with each answer. */
    boolean sameAnswers() {
        return answersToKnown.equals(answersToUnknown);
    }

    String difference() {
        return answersToKnown + " against " + answersToUnknown;
    }

    /** The answer with its ids, instants and digests written as so many x: their length stays. */
    static String shape(Reply reply) {
        var headers = new TreeMap<String, Object>(reply.headers());
        headers.keySet().removeAll(OF_THE_MOMENT);
        headers.keySet().removeIf(name -> name.startsWith(":"));
        String body = reply.text()
                .replaceAll("[A-Z]{3}-[0-9A-HJKMNP-TV-Z]{26}", "CCC-" + "x".repeat(26))
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z", "instant")
                .replaceAll("\"[0-9a-f]{32}\"", "\"" + "x".repeat(32) + "\"")
                .replaceAll("\"[0-9a-f]{64}\"", "\"" + "x".repeat(64) + "\"");
        headers.remove("content-length"); // an instant has trailing zeros left out
        return reply.status() + " " + headers + " " + body + " " + Arrays.asList(reply.header("content-type"));
    }
}
