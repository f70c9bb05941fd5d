package org.meridian.bench.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.meridian.bench.Experiment;
import org.meridian.bench.inject.Fault;
import org.meridian.bench.inject.Injector;
import org.meridian.bench.inject.Timeline;
import org.meridian.bench.measure.Latencies;
import org.meridian.bench.report.Check;
import org.meridian.bench.report.Figure;
import org.meridian.bench.report.Findings;
import org.meridian.bench.stack.Answer;
import org.meridian.bench.stack.Stack;
import org.meridian.bench.world.World;
import org.meridian.platform.id.SiteId;
import org.meridian.platform.token.Role;

/** Registration-service, which issues tokens, is dead: whoever has a token goes on, and who has none is told to come again. */
public final class IssuerExperiment implements Experiment {

    @Override
    public String name() {
        return "issuer";
    }

    @Override
    public void run(World world, Findings findings) {
        Timeline timeline = new Timeline();
        Neighbours people = new Neighbours(world, timeline, world.quick() ? 10 : 40);
        SiteId site = world.newSite("DE-ISSUER");
        String sampler = world.tokens().atSite(site, Role.SAMPLER);
        people.live(1);
        Injector injector = new Injector(world.stack(), Stack.REGION);
        Fault fault = new Fault(Fault.Kind.KILL, "registration", Duration.ZERO);
        timeline.begins(fault);
        boolean killed = injector.begin(fault);
        try {
            List<Latencies> during = people.live(world.quick() ? 1 : 6);
            findings.add(Check.equal("issuer: registration-service killed", killed ? 1 : 0, "", 1));
            findings.add(Check.none(
                    "issuer: calls with a token that failed",
                    during.stream().mapToLong(Latencies::errors).sum()));
            findings.add(Figure.count(
                    "issuer: calls with a token",
                    during.stream().mapToLong(Latencies::count).sum()));
            findings.add(Check.none("issuer: steps of a sampler that failed", desk(world, site, sampler, findings)));
            Answer login = call(world, "/v1/otp", null, Map.of("country", "DEU", "phone", "+4915199999999"));
            findings.add(
                    Check.equal("issuer: who logs in now is told to come again", login.status() == 503 ? 1 : 0, "", 1));
            if (login.status() != 503) {
                findings.remark("issuer: " + login);
            }
        } finally {
            injector.end(fault);
        }
        timeline.ends(fault);
        Answer login = call(world, "/v1/otp", null, Map.of("country", "DEU", "phone", "+4915199999999"));
        findings.add(Check.equal("issuer: back, and codes are sent again", login.status(), "", 202));
        timeline.tell("issuer", findings);
    }

    private static long desk(World world, SiteId site, String sampler, Findings findings) {
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            String barcode = "I" + world.seed() + "-" + i;
            answers.add(
                    call(world, "/v1/sites/" + site + "/tubes", sampler, Map.of("barcode", barcode, "capacity", 1)));
            answers.add(call(
                    world,
                    "/v1/tubes/" + barcode + "/samples",
                    sampler,
                    Map.of("residentId", world.people().resident((1L << 46) + i).toString())));
            answers.add(call(world, "/v1/tubes/" + barcode + "/seal", sampler, Map.of()));
        }
        List<Answer> failed = answers.stream()
                .filter(a -> a.status() >= 300 || a.status() == 0)
                .toList();
        failed.stream().limit(3).forEach(a -> findings.remark("issuer: " + a));
        return failed.size();
    }

    private static Answer call(
            World world, String path, @org.jspecify.annotations.Nullable String token, Map<String, ?> body) {
        try {
            return world.gateway().post(path, token, body, null);
        } catch (IOException e) {
            return new Answer(0, e.toString());
        }
    }
}
