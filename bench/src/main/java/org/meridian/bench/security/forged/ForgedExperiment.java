package org.meridian.bench.security.forged;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.meridian.bench.Experiment;
import org.meridian.bench.report.Check;
import org.meridian.bench.report.Figure;
import org.meridian.bench.report.Findings;
import org.meridian.bench.security.Theatre;
import org.meridian.bench.security.cast.Cast;
import org.meridian.bench.security.cast.House;
import org.meridian.bench.security.wire.Reply;
import org.meridian.bench.security.wire.Request;
import org.meridian.bench.security.wire.Wire;
import org.meridian.bench.world.World;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.test.ForgedTokens;
import org.meridian.platform.test.ForgedTokens.Forged;
import org.meridian.platform.token.Caller;
import org.meridian.platform.token.Role;

/** Forged tokens go to every service itself and to the gateways: none opens anything. Neither do headers that claim something. */
public final class ForgedExperiment implements Experiment {

    private static final String COUNTRY = "DEU";

    private final Theatre theatre;

    public ForgedExperiment(Theatre theatre) {
        this.theatre = theatre;
    }

    @Override
    public String name() {
        return "forged";
    }

    @Override
    public void run(World world, Findings findings) {
        Cast cast = theatre.cast(world);
        House house = cast.house(COUNTRY, 1);
        ResidentId resident = ResidentId.of(house.resident().id());
        Clock clock = Clock.systemUTC();
        Caller genuine = new Caller(
                resident.toString(),
                resident.country(),
                Set.of(Role.RESIDENT),
                null,
                null,
                null,
                clock.instant().plus(Duration.ofMinutes(50)));
        List<Forged> forged = ForgedTokens.of(world.stack().keys(), genuine, clock);
        Map<URI, String> doors = doors(world, cast);

        long shut = doors.entrySet().stream()
                .filter(door -> !cast.wire()
                        .send(door.getKey(), Request.get(door.getValue()).token(house.token(Role.RESIDENT)))
                        .is2xx())
                .count();
        List<Callable<String>> attempts = new ArrayList<>();
        for (Forged one : forged) {
            doors.forEach((door, path) -> attempts.add(() -> accepted(cast, door, path, one)));
            attempts.add(() -> accepted(cast, cast.gateway(COUNTRY), "/v1/divisions?country=DEU", one));
        }
        List<String> accepted =
                Wire.together(8, attempts).stream().filter(a -> !a.isEmpty()).toList();
        findings.add(Check.atLeast("forged: kinds of forged tokens", (double) forged.size(), "", 60));
        findings.add(Check.none("forged: doors that a genuine token did not open", shut));
        findings.add(Check.none("forged: forged tokens accepted", accepted.size()));
        findings.add(Check.none("forged: headers with an effect", headersWithAnEffect(cast, house, findings)));
        findings.add(Figure.count("forged: attempts with a token", attempts.size()));
        findings.add(Figure.count("forged: services and gateways", doors.size()));
        accepted.stream().limit(10).forEach(a -> findings.remark("forged: " + a));
    }

    /** Every service and every gateway that is tried, and what is asked of it. */
    private static Map<URI, String> doors(World world, Cast cast) {
        Map<URI, String> doors = new LinkedHashMap<>();
        for (String country : world.quick() ? List.of(COUNTRY) : Cast.COUNTRIES) {
            Cast.OWN.forEach((service, path) -> doors.put(cast.service(country, service), path));
            doors.put(cast.gateway(country), "/v1/me");
        }
        return doors;
    }

    private static String accepted(Cast cast, URI door, String path, Forged forged) {
        Reply reply = cast.wire().send(door, Request.get(path).token(forged.token()));
        return reply.status() == 401 ? "" : forged.what() + " at " + door + path + ": " + reply.status();
    }

    /** The same call with a header from outside must be answered as without it. */
    private static long headersWithAnEffect(Cast cast, House house, Findings findings) {
        URI gateway = cast.gateway(COUNTRY);
        House other = cast.house("USA", 1);
        Map<String, String> claims = new LinkedHashMap<>();
        claims.put("X-Forwarded-For", "8.8.8.8");
        claims.put("X-Forwarded-Host", "evil.test");
        claims.put("X-Forwarded-Proto", "gopher");
        claims.put("X-Forwarded-Prefix", "/internal");
        claims.put("Forwarded", "for=8.8.8.8;host=evil.test");
        claims.put("X-Real-IP", "8.8.8.8");
        claims.put("True-Client-IP", "8.8.8.8");
        claims.put("CF-IPCountry", "US");
        claims.put("X-Country", "USA");
        claims.put("X-Country-Code", "USA");
        claims.put("X-Meridian-Region", "us");
        claims.put("X-Meridian-Country", "USA");
        claims.put("X-Meridian-Position", "37.7,-122.4");
        claims.put("X-Geo-Position", "37.7,-122.4");
        claims.put("X-Meridian-Caller", other.resident().id());
        claims.put("X-Original-URL", "/internal/residents/" + other.resident().id());
        claims.put("X-Rewrite-URL", "/v1/staff");
        claims.put("X-HTTP-Method-Override", "DELETE");
        claims.put("X-Method-Override", "DELETE");
        claims.put("X-Request-Id", "chosen-by-a-stranger");
        claims.put("X-Trace-Id", "chosen-by-a-stranger");
        List<Request> calls = List.of(
                Request.get("/v1/regions"),
                Request.get("/v1/me").token(house.token(Role.RESIDENT)),
                Request.get("/v1/sites/" + house.thing("siteId")).token(house.token(Role.SITE_ADMIN)),
                Request.get("/v1/sites/" + other.thing("siteId")).token(house.token(Role.SITE_ADMIN)),
                Request.get("/v1/me"));
        long effects = 0;
        for (Request call : calls) {
            String plain = essence(cast.wire().send(gateway, call));
            for (Map.Entry<String, String> claim : claims.entrySet()) {
                String claimed = essence(cast.wire().send(gateway, call.header(claim.getKey(), claim.getValue())));
                if (!Objects.equals(plain, claimed)) {
                    effects++;
                    findings.remark("forged: " + claim.getKey() + " changes what " + call + " answers");
                }
            }
        }
        findings.add(Figure.count("forged: attempts with a header", (long) calls.size() * claims.size()));
        return effects;
    }

    /** All but what changes with each answer. */
    private static String essence(Reply reply) {
        String ids = reply.header("x-request-id").equals("chosen-by-a-stranger") ? "taken over" : "";
        return reply.status()
                + ids
                + reply.header("location")
                + reply.text().replaceAll("\"traceId\":\"[0-9a-f]*\"", "");
    }
}
