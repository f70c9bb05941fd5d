package org.meridian.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.meridian.platform.access.Cells.Thing;
import org.meridian.platform.token.Role;

/**
 * The quick form of mutation testing: each check that the table makes is taken away or widened, one at a time, and the page
 * that people have agreed on ({@code docs/access.md}, compared by a test) must differ. Where a token and a path decide, the
 * decisions must differ, too.
 */
class RemovedChecksTests {

    /** A row with one check less, or one door more. */
    private record Mutant(String what, Operation row, boolean decidedFromThePath) {}

    @Test
    void point1NoCheckOfTheTableCanBeRemovedWithoutATestFailing() {
        int mutants = 0;
        for (Operation row : AccessTable.MERIDIAN.operations()) {
            String agreed = AccessPage.written(new AccessTable(List.of(row)));
            for (Mutant mutant : mutants(row)) {
                mutants++;
                assertThat(AccessPage.written(new AccessTable(List.of(mutant.row()))))
                        .as("%s: %s", row, mutant.what())
                        .isNotEqualTo(agreed);
                if (mutant.decidedFromThePath()) {
                    assertThat(decisions(mutant.row()))
                            .as("%s: %s", row, mutant.what())
                            .isNotEqualTo(decisions(row));
                }
            }
        }
        assertThat(mutants).isGreaterThan(700);
    }

    private static List<Verdict> decisions(Operation row) {
        List<Verdict> verdicts = new ArrayList<>();
        for (Thing thing : Thing.values()) {
            verdicts.add(Decision.on(row, null, Cells.path(row, thing)));
            Cells.callers()
                    .map(caller -> Decision.on(row, caller, Cells.path(row, thing)))
                    .forEach(verdicts::add);
        }
        return verdicts;
    }

    private static List<Mutant> mutants(Operation row) {
        List<Mutant> mutants = new ArrayList<>();
        switch (row.admission()) {
            case Admission.Anyone anyone -> {}
            case Admission.Services(Set<String> names) -> {
                mutants.add(new Mutant("open to anyone", with(row, new Admission.Anyone(Whose.PUBLIC)), true));
                for (String service : Cells.SERVICES) {
                    if (!names.contains(service)) {
                        Set<String> more = new TreeSet<>(names);
                        more.add(service);
                        mutants.add(new Mutant(service + " too", with(row, new Admission.Services(more)), true));
                    }
                }
                mutants.add(new Mutant("people too", with(row, everybody(Role.ADMIN)), true));
            }
            case Admission.People(List<May> cells) -> {
                mutants.add(new Mutant("open to anyone", with(row, new Admission.Anyone(Whose.PUBLIC)), true));
                Set<Role> others = EnumSet.complementOf(EnumSet.of(Role.SERVICE));
                others.removeAll(row.roles());
                for (Role role : others) {
                    List<May> more = new ArrayList<>(cells);
                    more.add(new May(role, Whose.EVERYBODY, Where.ANYWHERE));
                    mutants.add(new Mutant(role + " too", with(row, new Admission.People(more)), true));
                }
                for (May cell : cells) {
                    widened(row, cells, cell, mutants);
                }
            }
        }
        return mutants;
    }

    private static void widened(Operation row, List<May> cells, May cell, List<Mutant> mutants) {
        if (cell.whose() != Whose.EVERYBODY) {
            boolean bound = cell.whose() == Whose.BOUND_SITE || cell.whose() == Whose.BOUND_UNIT;
            May everybodys = new May(cell.role(), Whose.EVERYBODY, cell.where());
            mutants.add(
                    new Mutant(cell.role() + " on everybody's", with(row, replaced(cells, cell, everybodys)), bound));
        }
        if (cell.where() == Where.HOME) {
            boolean named = !row.ids().isEmpty() && cell.whose() != Whose.BOUND_SITE;
            May anywhere = new May(cell.role(), cell.whose(), Where.ANYWHERE);
            mutants.add(new Mutant(cell.role() + " anywhere", with(row, replaced(cells, cell, anywhere)), named));
        }
    }

    private static Admission replaced(List<May> cells, May cell, May other) {
        return new Admission.People(
                cells.stream().map(c -> c.equals(cell) ? other : c).toList());
    }

    private static Admission everybody(Role role) {
        return new Admission.People(List.of(new May(role, Whose.EVERYBODY, Where.ANYWHERE)));
    }

    private static Operation with(Operation row, Admission admission) {
        return new Operation(row.service(), row.verb(), row.pattern(), admission, row.localOnly());
    }
}
