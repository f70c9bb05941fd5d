package org.meridian.bench.security.codes;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import org.meridian.bench.Experiment;
import org.meridian.bench.report.Check;
import org.meridian.bench.report.Figure;
import org.meridian.bench.report.Findings;
import org.meridian.bench.security.Theatre;
import org.meridian.bench.security.cast.Cast;
import org.meridian.bench.security.cast.FrontDesk;
import org.meridian.bench.security.cast.FrontDesk.Proof;
import org.meridian.bench.security.cast.Identity;
import org.meridian.bench.security.wire.Reply;
import org.meridian.bench.security.wire.Request;
import org.meridian.bench.security.wire.Wire;
import org.meridian.bench.world.World;

/**
 * Brute force through all gateways at once: a code stands five tries and no more, wherever they come in, and then not even
 * the right one opens. Fifty who race with the right code: one gets in.
 */
public final class CodesExperiment implements Experiment {

    private static final int TRIES = 5;
    private static final int RACERS = 50;

    private final Theatre theatre;

    public CodesExperiment(Theatre theatre) {
        this.theatre = theatre;
    }

    @Override
    public String name() {
        return "codes";
    }

    @Override
    public void run(World world, Findings findings) {
        Cast cast = theatre.cast(world);
        Random random = new Random(world.seed() + 5);
        int rounds = world.quick() ? 3 : 30;
        int guesses = world.quick() ? 30 : 200;
        long tooMany = 0;
        long openedAfter = 0;
        long shut = 0;
        long doubleUse = 0;
        long racesWon = 0;
        for (int round = 0; round < rounds; round++) {
            String country = Cast.COUNTRIES.get(round % Cast.COUNTRIES.size());
            Identity identity = Identity.of(country, random);
            cast.desk().register(identity);

            Proof proof = cast.desk().prove(country, identity.phone());
            guess(cast, proof, guesses, random);
            tooMany += Math.max(0, looked(world, proof) - TRIES);
            openedAfter += opens(cast, cast.gateway(country), proof) ? 1 : 0;

            Proof fewer = cast.desk().prove(country, identity.phone());
            guess(cast, fewer, TRIES - 1, random);
            shut += opens(cast, cast.gateway(country), fewer) ? 0 : 1;

            Proof raced = cast.desk().prove(country, identity.phone());
            long won = race(cast, logins(raced));
            racesWon += won;
            doubleUse += Math.max(0, won - 1);
        }
        Identity stranger = Identity.of("DEU", random);
        long registered = race(cast, registrations(cast, stranger));
        findings.add(Check.none("codes: tries beyond five that were looked at", tooMany));
        findings.add(Check.none("codes: the right code after five wrong ones opened", openedAfter));
        findings.add(Check.none("codes: the right code after four wrong ones did not open", shut));
        findings.add(Check.none("codes: a code was used twice in a race of " + RACERS, doubleUse));
        findings.add(Check.equal("codes: races that somebody won", racesWon, "", rounds));
        findings.add(Check.equal("codes: registered by " + RACERS + " who raced with one code", registered, "", 1));
        findings.add(Figure.count("codes: guesses sent over three gateways", (long) rounds * (guesses + TRIES - 1)));
        if (!world.quick()) {
            AsInProduction.attack(world, cast, findings);
        }
    }

    /** Wrong codes, each another, all at once over all gateways. */
    private static void guess(Cast cast, Proof proof, int guesses, Random random) {
        List<URI> gateways = cast.gateways();
        int first = random.nextInt(1_000_000);
        List<Callable<Reply>> all = new ArrayList<>();
        for (int i = 0; i < guesses; i++) {
            String wrong = "%06d".formatted((first + i) % 1_000_000);
            if (!wrong.equals(proof.code())) {
                URI gateway = gateways.get(i % gateways.size());
                all.add(() -> cast.wire().send(gateway, login(new Proof(proof.challengeId(), wrong))));
            }
        }
        Wire.together(20, all);
    }

    /** How many tries the service itself has counted. */
    private static long looked(World world, Proof proof) {
        return new Challenges(world).tries(proof.challengeId());
    }

    private static boolean opens(Cast cast, URI gateway, Proof proof) {
        return cast.wire().send(gateway, login(proof)).is2xx();
    }

    private static Request login(Proof proof) {
        return Request.post("/v1/token", Map.of("challengeId", proof.challengeId(), "code", proof.code()));
    }

    private static List<Request> logins(Proof proof) {
        return java.util.Collections.nCopies(RACERS, login(proof));
    }

    private static List<Request> registrations(Cast cast, Identity identity) {
        Proof proof = cast.desk().prove(identity.country(), identity.phone());
        return java.util.Collections.nCopies(RACERS, FrontDesk.registration(identity, proof));
    }

    private static long race(Cast cast, List<Request> racers) {
        List<URI> gateways = cast.gateways();
        List<Callable<Reply>> all = new ArrayList<>();
        for (int i = 0; i < racers.size(); i++) {
            URI gateway = gateways.get(i % gateways.size());
            Request racer = racers.get(i);
            all.add(() -> cast.wire().send(gateway, racer));
        }
        return Wire.together(RACERS, all).stream().filter(Reply::is2xx).count();
    }
}
