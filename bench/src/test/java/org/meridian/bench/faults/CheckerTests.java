package org.meridian.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meridian.bench.faults.SmallWorld.ADA;
import static org.meridian.bench.faults.SmallWorld.BEN;
import static org.meridian.bench.faults.SmallWorld.CEM;
import static org.meridian.bench.faults.SmallWorld.DIA;

import org.junit.jupiter.api.Test;
import org.meridian.bench.faults.Observed.Person;
import org.meridian.bench.faults.Observed.PersonResult;
import org.meridian.bench.faults.Observed.Result;
import org.meridian.bench.faults.Observed.Sample;
import org.meridian.bench.faults.Observed.Task;
import org.meridian.bench.faults.Observed.Tube;
import org.meridian.bench.faults.Operation.Kind;
import org.meridian.bench.history.Fate;
import org.meridian.bench.history.Violation;

/** Each planted fault is found, as what it is. */
class CheckerTests {

    private final SmallWorld world = new SmallWorld();

    @Test
    void nothingIsFoundWhereEverythingWentWell() {
        assertThat(world.check()).isEmpty();
    }

    @Test
    void aLostTubeIsFound() {
        world.tubes.remove("POOL");
        finds(Violation.Kind.LOST, "tube POOL");
    }

    @Test
    void aLostSampleIsFound() {
        world.samples.removeIf(s -> s.id().equals("CEM2/FRA-c"));
        finds(Violation.Kind.LOST, "sample CEM2 FRA-c");
    }

    @Test
    void aLostSealIsFound() {
        world.results.removeIf(r -> r.barcode().equals("ADA2"));
        world.tubes.put("ADA2", new Tube("ADA2", 1, 1, "OPEN"));
        finds(Violation.Kind.LOST, "the seal of tube ADA2");
    }

    @Test
    void aLostResultIsFound() {
        world.results.removeIf(r -> r.barcode().equals("CEM2"));
        finds(Violation.Kind.LOST, "CEM2");
    }

    @Test
    void aLostCorrectionIsFound() {
        world.results.removeIf(r -> r.revision() == 1);
        finds(Violation.Kind.LOST, "CORRECTION POSITIVE of DIA1");
    }

    @Test
    void aResultThatWasWrittenTwiceIsFound() {
        world.results.add(new Result("again", "CEM2", 0, "NEGATIVE", SmallWorld.tested("CEM2")));
        finds(Violation.Kind.DOUBLED, "CEM2");
    }

    @Test
    void aCorrectionThatWasAppliedTwiceIsFound() {
        world.results.add(new Result("again", "DIA1", 2, "POSITIVE", SmallWorld.tested("DIA1")));
        finds(Violation.Kind.DOUBLED, "DIA1");
    }

    @Test
    void aDoubledSampleIsFound() {
        world.samples.add(new Sample("again", "ADA2", ADA, SmallWorld.at("ADA2")));
        finds(Violation.Kind.DOUBLED, "sample ADA2 " + ADA);
    }

    @Test
    void whatNobodyAskedForIsFound() {
        world.tubes.put("ALIEN", new Tube("ALIEN", 1, 1, "RESULTED"));
        world.samples.add(new Sample("alien", "ALIEN", "DEU-x", SmallWorld.NINE));
        world.results.add(new Result("alien", "ALIEN", 0, "NEGATIVE", SmallWorld.NINE));
        finds(Violation.Kind.UNEXPECTED, "tube ALIEN");
        finds(Violation.Kind.UNEXPECTED, "sample ALIEN DEU-x");
        finds(Violation.Kind.UNEXPECTED, "result of ALIEN");
    }

    @Test
    void anotherOutcomeThanTheLaboratorySaidIsFound() {
        world.results.removeIf(r -> r.barcode().equals("CEM2"));
        world.results.add(new Result("CEM2/0", "CEM2", 0, "POSITIVE", SmallWorld.tested("CEM2")));
        finds(Violation.Kind.UNEXPECTED, "outcome POSITIVE of CEM2");
    }

    @Test
    void aTubeThatWasNotToldOfItsResultIsFound() {
        world.tubes.put("CEM2", new Tube("CEM2", 1, 1, "SEALED"));
        finds(Violation.Kind.DIVERGED, "tube CEM2 has a result and is SEALED");
    }

    @Test
    void aTubeThatMiscountsIsFound() {
        world.tubes.put("POOL", new Tube("POOL", 5, 3, "RESULTED"));
        finds(Violation.Kind.DIVERGED, "tube POOL says 3");
    }

    @Test
    void aLostPersonsResultIsFoundAndADoubledOne() {
        PersonResult one = world.personResults.removeFirst();
        finds(Violation.Kind.LOST, "result of sample " + one.sample());
        world.personResults.add(one);
        world.personResults.add(one);
        finds(Violation.Kind.DOUBLED, "result of sample " + one.sample());
    }

    @Test
    void aLatestResultThatMissedACorrectionIsFound() {
        Person before = new Person(
                1, "NEGATIVE", "FINAL", "SINGLE", SmallWorld.at("DIA1"), SmallWorld.tested("DIA1"), null, null);
        world.latest.put(DIA, before);
        world.codes.put(DIA, before);
        finds(Violation.Kind.DIVERGED, "latest result of " + DIA);
        finds(Violation.Kind.DIVERGED, "health status of " + DIA);
    }

    @Test
    void aHealthStatusThatNeverHeardIsFound() {
        world.codes.remove(BEN);
        finds(Violation.Kind.DIVERGED, "health status of " + BEN);
    }

    @Test
    void aHealthStatusOfAnOlderVersionIsFoundThoughItLooksAlike() {
        world.codes.computeIfPresent(CEM, (person, state) -> state.withVersion(1));
        finds(Violation.Kind.DIVERGED, "health status of " + CEM);
    }

    @Test
    void aMissingTaskIsFound() {
        world.tasks.removeIf(t -> t.sample().equals("POOL/DEU-b"));
        finds(Violation.Kind.TASK, "none instead of");
    }

    @Test
    void aTaskThatDidNotCloseAndOneThatClosedTooEarlyAreFound() {
        world.tasks.removeIf(t -> t.kind().equals("RETEST"));
        world.tasks.add(new Task("POOL/DEU-a", "RETEST", "POSITIVE", "OPEN"));
        world.tasks.add(new Task("POOL/DEU-b", "RETEST", "POSITIVE", "DONE"));
        assertThat(world.check())
                .filteredOn(v -> v.kind() == Violation.Kind.TASK)
                .hasSize(2);
    }

    @Test
    void aNeedlessTaskIsFoundUnlessItWasCancelled() {
        world.tasks.add(new Task("DIA1/DEU-d", "RETEST", "POSITIVE", "CANCELLED"));
        assertThat(world.check()).isEmpty();
        world.tasks.set(world.tasks.size() - 1, new Task("DIA1/DEU-d", "RETEST", "POSITIVE", "OPEN"));
        finds(Violation.Kind.TASK, "needless");
    }

    @Test
    void anEventThatIsStillWaitingIsFound() {
        world.undelivered = 1;
        finds(Violation.Kind.UNDELIVERED, "1 events");
    }

    @Test
    void whatIsUnknownMayBeThereOrNot() {
        world.history.add(new Operation(Kind.OPEN, "GONE", null, null, Fate.UNKNOWN, 1));
        assertThat(world.check()).isEmpty();
        world.tubes.put("GONE", new Tube("GONE", 1, 0, "OPEN"));
        assertThat(world.check()).isEmpty();
    }

    @Test
    void aSoundRequestThatWasRefusedIsFound() {
        world.history.add(new Operation(Kind.SAMPLE, "POOL", "DEU-z", null, Fate.REFUSED, 2));
        finds(Violation.Kind.REFUSED, "DEU-z");
    }

    @Test
    void aFileThatWasSentTwiceAsksForNothingNew() {
        world.asked(Kind.RESULT, "POOL", null, "POSITIVE");
        assertThat(world.check()).isEmpty();
    }

    private void finds(Violation.Kind kind, String what) {
        assertThat(world.check()).anySatisfy(violation -> {
            assertThat(violation.kind()).isEqualTo(kind);
            assertThat(violation.what()).contains(what);
        });
    }
}
