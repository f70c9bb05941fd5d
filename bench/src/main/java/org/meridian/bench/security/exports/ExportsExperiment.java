package org.meridian.bench.security.exports;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import org.meridian.bench.Experiment;
import org.meridian.bench.report.Check;
import org.meridian.bench.report.Findings;
import org.meridian.bench.security.Theatre;
import org.meridian.bench.security.cast.Cast;
import org.meridian.bench.security.cast.House;
import org.meridian.bench.security.cast.Identity;
import org.meridian.bench.security.cast.Person;
import org.meridian.bench.security.wire.Reply;
import org.meridian.bench.security.wire.Request;
import org.meridian.bench.security.wire.Wire;
import org.meridian.bench.world.World;
import org.meridian.platform.token.Role;

/**
 * Formulas go in as the references of a unit's roster and come out in its CSV: one cell each. Twenty people who have a result
 * belong to several units, and consent to each of them.
 */
public final class ExportsExperiment implements Experiment {

    private static final int PEOPLE = 20;
    private static final String COUNTRY = "DEU";

    private final Theatre theatre;

    public ExportsExperiment(Theatre theatre) {
        this.theatre = theatre;
    }

    @Override
    public String name() {
        return "exports";
    }

    @Override
    public void run(World world, Findings findings) {
        Cast cast = theatre.cast(world);
        House house = cast.house(COUNTRY, 1);
        Employer employer = new Employer(cast, house);
        Random random = new Random(world.seed() + 10);
        List<Callable<Person>> joining = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            Identity identity = Identity.of(COUNTRY, random);
            joining.add(() -> cast.desk().register(identity));
        }
        List<Person> people = Wire.together(4, joining);
        employer.test(people, random);

        List<String> payloads = Payloads.all();
        int units = world.quick() ? 2 : (payloads.size() + PEOPLE - 1) / PEOPLE;
        long sent = 0;
        long exported = 0;
        long live = 0;
        for (int unit = 0; unit < units; unit++) {
            List<String> some = payloads.subList(unit * PEOPLE, Math.min(payloads.size(), (unit + 1) * PEOPLE));
            String csv = employer.export("Export " + unit, people.subList(0, some.size()), some);
            List<String> cells = Spreadsheet.cells(csv, ',');
            sent += some.size();
            List<String> missing = some.stream().filter(p -> !holds(cells, p)).toList();
            exported += some.size() - missing.size();
            if (!missing.isEmpty()) {
                findings.remark("exports: not in the file: " + missing + "; " + cells.size() + " cells");
            }
            live += Spreadsheet.live(csv).size();
        }
        if (!world.quick()) {
            findings.add(Check.atLeast("exports: formulas sent", (double) sent, "", 200));
        }
        findings.add(Check.equal("exports: formulas that reached the file", exported, "", sent));
        findings.add(Check.none("exports: cells that a spreadsheet would run", live));
    }

    /** Whether the text is there, behind whatever apostrophes: a check on an empty file would prove nothing. */
    private static boolean holds(List<String> cells, String payload) {
        String plain = payload.strip().replace("'", "");
        return cells.stream().anyMatch(cell -> cell.replace("'", "").contains(plain));
    }

    private record Employer(Cast cast, House house) {

        /** One tube with all of them, negative. */
        void test(List<Person> people, Random random) {
            String barcode = "X" + Long.toString(random.nextLong(1L << 50), 36).toUpperCase(java.util.Locale.ROOT);
            String sampler = house.token(Role.SAMPLER);
            must(
                    Request.post(
                            "/v1/sites/" + house.thing("siteId") + "/tubes",
                            Map.of("barcode", barcode, "capacity", PEOPLE)),
                    sampler,
                    201);
            for (Person person : people) {
                must(
                        Request.post("/v1/tubes/" + barcode + "/samples", Map.of("residentId", person.id())),
                        sampler,
                        201);
            }
            must(Request.of("POST", "/v1/tubes/" + barcode + "/seal"), sampler, 200);
            String csv = "barcode,outcome,testedAt\n" + barcode + ",NEGATIVE,"
                    + java.time.Clock.systemUTC().instant() + "\n";
            must(Request.of("POST", "/v1/results").body("text/csv", csv), house.token(Role.TESTER), 200);
        }

        /** A new unit with these references on its roster; what it exports. */
        String export(String name, List<Person> people, List<String> references) {
            String owner = house.token(Role.UNIT_ADMIN);
            String unit = must(Request.post("/v1/units", House.company(COUNTRY, name)), owner, 201)
                    .field("unitId");
            must(
                    Request.post(
                            "/v1/units/" + unit + "/decision", Map.of("decision", "APPROVED", "reason", "inspected")),
                    house.token(Role.AUDITOR),
                    200);
            StringBuilder roster = new StringBuilder("nationalId,type,expiresOn,reference\n");
            for (int i = 0; i < people.size(); i++) {
                roster.append(people.get(i).identity().number())
                        .append(",EMPLOYEE,")
                        .append(House.inDays(90))
                        .append(",\"")
                        .append(references.get(i).replace("\"", "\"\""))
                        .append("\"\n");
            }
            Reply receipt = must(
                    Request.of("PUT", "/v1/units/" + unit + "/roster").body("text/csv", roster.toString()), owner, 200);
            if (receipt.json().path("rejected").asInt(0) > 0) {
                throw new org.meridian.bench.BenchException("roster lines were rejected: " + receipt);
            }
            Map<String, String> consent = Map.of("unitId", unit, "purpose", "work", "expiresOn", House.inDays(90));
            List<Callable<Reply>> consenting = new ArrayList<>();
            people.forEach(p -> consenting.add(() -> must(Request.post("/v1/me/consents", consent), p.token(), 201)));
            Wire.together(4, consenting);
            return must(Request.get("/v1/units/" + unit + "/results").header("Accept", "text/csv"), owner, 200)
                    .text();
        }

        private Reply must(Request request, String token, int status) {
            URI gateway = cast.gateway(COUNTRY);
            return cast.wire().must(gateway, request.token(token), status);
        }
    }
}
