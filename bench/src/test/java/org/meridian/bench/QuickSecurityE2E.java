package org.meridian.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.meridian.bench.report.Check;
import org.meridian.bench.report.Findings;
import org.meridian.bench.security.SecuritySuite;
import org.meridian.bench.security.Theatre;
import org.meridian.bench.security.access.AccessExperiment;
import org.meridian.bench.world.World;
import org.meridian.platform.access.AccessTable;
import org.meridian.platform.access.Admission;
import org.meridian.platform.access.May;
import org.meridian.platform.access.Operation;
import org.meridian.platform.access.Where;
import org.meridian.platform.access.Whose;
import org.meridian.platform.token.Role;

/** The quick form of {@code bench/run security}: every attack in small, on a platform of three regions. */
class QuickSecurityE2E {

    private static final long SEED = 20_260_401;

    @AfterAll
    static void nobodyComesAfter() {
        QuickStack.close();
    }

    @Test
    void noneOfTheAttacksSucceedsAndACheckThatIsNotThereIsFound() {
        Findings findings = new Findings();
        Findings planted = new Findings();
        Theatre theatre = new Theatre();
        World world = new World(QuickStack.shared(), SEED, true);
        SecuritySuite.experiments(theatre).stream()
                .filter(experiment -> !experiment.onlyByName())
                .forEach(experiment -> timed(experiment, world, findings));
        new AccessExperiment(theatre, wrongTable()).run(world, planted);
        assertThat(findings.checks()).as("%s", findings.remarks()).isNotEmpty().allMatch(Check::pass);
        assertThat(planted.checks().stream().filter(check -> !check.pass()).map(Check::name))
                .contains("access: cells that are not as the table says", "access: routes that no row lists");
        assertThat(planted.remarks())
                .anyMatch(r -> r.contains("GET /v1/places/{place}") && r.contains("should be refused"))
                .anyMatch(r -> r.contains("no row lists sampling GET /v1/me/samples"));
    }

    /** Says how long each took, as all of them together have a few minutes. */
    private static void timed(Experiment experiment, World world, Findings findings) {
        long begin = System.nanoTime();
        experiment.run(world, findings);
        System.out.printf("%s took %.1f s%n", experiment.name(), (System.nanoTime() - begin) / 1e9);
    }

    /**
     * A table that differs from what the services do: in one row somebody may less, another row is missing. For the suite it is
     * as if a service had lost a check, or had a route that nobody listed.
     */
    private static AccessTable wrongTable() {
        return new AccessTable(AccessTable.MERIDIAN.operations().stream()
                .filter(operation -> operation.service().equals("checkin") && operation.isPublic())
                .map(operation -> operation.toString().equals("GET /v1/places/{place}")
                        ? new Operation(
                                operation.service(),
                                operation.verb(),
                                operation.pattern(),
                                new Admission.People(List.of(new May(Role.AUDITOR, Whose.EVERYBODY, Where.ANYWHERE))),
                                false)
                        : operation)
                .toList());
    }
}
