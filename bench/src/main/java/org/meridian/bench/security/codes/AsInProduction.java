package org.meridian.bench.security.codes;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import org.meridian.bench.report.Check;
import org.meridian.bench.report.Figure;
import org.meridian.bench.report.Findings;
import org.meridian.bench.security.cast.Cast;
import org.meridian.bench.security.cast.Identity;
import org.meridian.bench.security.wire.Reply;
import org.meridian.bench.security.wire.Request;
import org.meridian.bench.security.wire.Wire;
import org.meridian.bench.stack.Stack;
import org.meridian.bench.world.World;

/** The limits that hold outside of the local profile: gateways and registration are started with them, and again without. */
final class AsInProduction {

    private static final int CODES = 10;
    private static final int LOGINS = 300;
    private static final List<String> PROCESSES = List.of("registration", "gateway");

    private AsInProduction() {}

    static void attack(World world, Cast cast, Findings findings) {
        restart(
                world,
                Map.of(
                        "MERIDIAN_REGISTRATION_OTP_LIMIT", Integer.toString(CODES),
                        "MERIDIAN_GATEWAY_LIMITS_LOGIN", Integer.toString(LOGINS)));
        try {
            Identity victim = Identity.of("DEU", new Random(world.seed() + 55));
            List<URI> gateways = cast.gateways();
            Request ask = Request.post("/v1/otp", Map.of("country", "DEU", "phone", victim.phone()));
            List<Reply> asked = all(cast, gateways, ask, 3 * LOGINS + 300);
            List<String> challenges = asked.stream()
                    .filter(reply -> reply.status() == 202)
                    .map(reply -> reply.field("challengeId"))
                    .toList();
            long unexplained = asked.stream()
                    .filter(reply -> reply.status() != 202)
                    .filter(reply ->
                            reply.status() != 429 || reply.header("retry-after").isEmpty())
                    .count();
            long tries = challenges.stream()
                    .mapToLong(id -> guessed(world, cast, gateways, id))
                    .sum();
            findings.add(Check.atMost(
                    "codes: sent to one phone, asked for at three gateways", challenges.size(), "", CODES));
            findings.add(Check.none("codes: refusals that are no 429 with Retry-After", unexplained));
            findings.add(
                    Check.atMost("codes: guesses looked at of all codes of a phone", (double) tries, "", CODES * 5.0));
            findings.add(Figure.count("codes: asked for by one phone", asked.size()));
        } finally {
            restart(world, Map.of());
        }
    }

    private static long guessed(World world, Cast cast, List<URI> gateways, String challenge) {
        Request guess = Request.post("/v1/token", Map.of("challengeId", challenge, "code", "000000"));
        all(cast, gateways, guess, 30);
        return new Challenges(world).tries(challenge);
    }

    private static List<Reply> all(Cast cast, List<URI> gateways, Request request, int times) {
        List<Callable<Reply>> all = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            URI gateway = gateways.get(i % gateways.size());
            all.add(() -> cast.wire().send(gateway, request));
        }
        return Wire.together(12, all);
    }

    private static void restart(World world, Map<String, String> settings) {
        Stack.ALL_REGIONS.forEach(region -> world.stack().operator().restart(region, PROCESSES, settings));
    }
}
