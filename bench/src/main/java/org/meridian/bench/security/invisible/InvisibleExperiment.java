package org.meridian.bench.security.invisible;

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
import org.meridian.bench.security.cast.House;
import org.meridian.bench.security.cast.Identity;
import org.meridian.bench.security.wire.Reply;
import org.meridian.bench.security.wire.Request;
import org.meridian.bench.security.wire.Wire;
import org.meridian.bench.world.World;
import org.meridian.platform.token.Role;

/**
 * Asks in every way a stranger has after people who are registered and after people who are not: the answers must be the same
 * to the byte, and take the same time.
 */
public final class InvisibleExperiment implements Experiment {

    private static final String COUNTRY = "DEU";
    private static final double ALPHA = 0.01;
    private static final int MORE = 4;

    private final Theatre theatre;

    public InvisibleExperiment(Theatre theatre) {
        this.theatre = theatre;
    }

    @Override
    public String name() {
        return "invisible";
    }

    @Override
    public void run(World world, Findings findings) {
        Cast cast = theatre.cast(world);
        Random random = new Random(world.seed() + 4);
        int people = world.quick() ? 10 : 60;
        int samples = world.quick() ? 60 : 600;
        List<Identity> known = identities(people, random);
        List<Identity> unknown = identities(people, random);
        List<Callable<Object>> coming = new ArrayList<>();
        known.forEach(i -> coming.add(() -> cast.desk().register(i)));
        // as many codes before for those who never register
        unknown.forEach(i -> coming.add(() -> cast.desk().prove(COUNTRY, i.phone())));
        Wire.together(4, coming);

        double lowest = 1;
        long asked = 0;
        long different = 0;
        for (Probe probe : probes(cast, known, unknown, random)) {
            Interview interview = new Interview(cast.wire(), random);
            interview.times(probe, Math.max(20, samples / 10)); // everything is warm then
            double p = interview.times(probe, samples);
            int taken = samples;
            if (p <= ALPHA) { // one in a hundred is by chance; a real difference only becomes clearer
                taken = samples * MORE;
                p = interview.times(probe, taken);
            }
            asked += 2L * taken;
            lowest = Math.min(lowest, p);
            findings.add(new Check("invisible: same time, " + probe.name(), p, "p", "> 0.01", p > ALPHA));
            if (!interview.sameAnswers()) {
                different++;
                findings.remark("invisible: " + probe.name() + " differs: " + interview.difference());
            }
        }
        findings.add(Check.none("invisible: questions whose answers differ", different));
        findings.add(Check.none(
                "invisible: another's national id is refused otherwise than a wrong code",
                contested(cast, known, random)));
        findings.add(Figure.count("invisible: answers timed", asked));
        findings.add(Figure.plain("invisible: lowest p", lowest, ""));
    }

    private static List<Probe> probes(Cast cast, List<Identity> known, List<Identity> unknown, Random random) {
        var gateway = cast.gateway(COUNTRY);
        House house = cast.house(COUNTRY, 2);
        Identity stranger = Identity.of(COUNTRY, random);
        Proof strangers = cast.desk().prove(COUNTRY, stranger.phone());
        String roster = "/v1/units/" + house.thing("unitId") + "/roster";
        String owner = house.token(Role.UNIT_ADMIN);
        return List.of(
                new Probe("a code is asked for", gateway, i -> otp(of(known, i)), i -> otp(of(unknown, i))),
                new Probe(
                        "a login with a wrong code",
                        gateway,
                        i -> wrong(cast, of(known, i)),
                        i -> wrong(cast, of(unknown, i))),
                new Probe(
                        "a registration with a wrong code",
                        gateway,
                        i -> registration(stranger, of(known, i), strangers),
                        i -> registration(stranger, of(unknown, i), strangers)),
                new Probe(
                        "a roster's receipt",
                        gateway,
                        i -> roster(roster, of(known, i)).token(owner),
                        i -> roster(roster, of(unknown, i)).token(owner)));
    }

    private static Identity of(List<Identity> all, int number) {
        return all.get(number % all.size());
    }

    private static Request otp(Identity identity) {
        return Request.post("/v1/otp", Map.of("country", COUNTRY, "phone", identity.phone()));
    }

    /** A fresh challenge of that phone, answered wrongly; asking for it is not what is timed. */
    private static Request wrong(Cast cast, Identity identity) {
        String challenge =
                cast.wire().must(cast.gateway(COUNTRY), otp(identity), 202).field("challengeId");
        return Request.post("/v1/token", Map.of("challengeId", challenge, "code", "000000"));
    }

    /** A stranger tries another's number with a code that is not right. */
    private static Request registration(Identity stranger, Identity other, Proof proof) {
        String wrong = proof.code().equals("000000") ? "000001" : "000000";
        Identity mixed = new Identity(
                COUNTRY, stranger.name(), stranger.phone(), other.scheme(), other.number(), stranger.birthDate());
        return FrontDesk.registration(mixed, new Proof(proof.challengeId(), wrong));
    }

    private static Request roster(String path, Identity identity) {
        String csv = "nationalId,type,expiresOn,reference\n" + identity.number() + ",EMPLOYEE," + House.inDays(30)
                + ",R-1\n";
        return Request.of("PUT", path).body("text/csv", csv);
    }

    /** With the right code of an own phone, another's national id must look as a wrong code does. */
    private static long contested(Cast cast, List<Identity> known, Random random) {
        long differing = 0;
        for (Identity other : known.subList(0, 10)) {
            Identity stranger = Identity.of(COUNTRY, random);
            Proof right = cast.desk().prove(COUNTRY, stranger.phone());
            Identity mixed = new Identity(
                    COUNTRY, stranger.name(), stranger.phone(), other.scheme(), other.number(), other.birthDate());
            Proof another = cast.desk().prove(COUNTRY, stranger.phone());
            Reply refused = cast.wire().send(cast.gateway(COUNTRY), FrontDesk.registration(mixed, right));
            Reply wrong = cast.wire().send(cast.gateway(COUNTRY), registration(stranger, other, another));
            differing += Interview.shape(refused).equals(Interview.shape(wrong)) ? 0 : 1;
        }
        return differing;
    }

    private static List<Identity> identities(int count, Random random) {
        List<Identity> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(Identity.of(COUNTRY, random));
        }
        return all;
    }
}
