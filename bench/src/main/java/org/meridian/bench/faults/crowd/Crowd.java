package org.meridian.bench.faults.crowd;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import org.meridian.bench.BenchException;
import org.meridian.bench.history.Balance;
import org.meridian.bench.history.Journal;
import org.meridian.bench.history.Row;
import org.meridian.bench.history.Sender;
import org.meridian.bench.world.World;
import org.meridian.platform.id.SiteId;
import org.meridian.platform.id.StaffId;

/** Everybody of a day who has nothing to do with laboratories. */
public final class Crowd {

    private static final long FIRST_PERSON = 1L << 40; // nobody of a testing day
    private static final int PLACES = 20;
    private static final int SCANS = 40; // in a batch
    private static final int DESKS = 4;
    private static final int AT_ONCE = 8;

    private final Stage stage;
    private final Size size;
    private final BooleanSupplier mustWait;
    private final List<String> places = new ArrayList<>();
    private final List<String> scannedPlaces = new ArrayList<>();
    private final List<StaffId> owners = new ArrayList<>();
    private final CrowdRows rows;

    /**
     * How many there are.
     *
     * @param visitors who go to three places each
     * @param scans how many people pass a scanner
     * @param tubes of each offline desk
     * @param registrations who register
     */
    public record Size(int visitors, int scans, int tubes, int registrations) {

        /** Operations, at least. */
        public int operations() {
            return visitors * Visitors.VISITS + scans + DESKS * tubes * 3 + registrations;
        }
    }

    /**
     * @param name no other crowd on this platform has it; letters and digits
     * @param mustWait whether nobody may begin anything yet
     */
    public Crowd(
            World world,
            String name,
            Journal journal,
            LongFunction<Sender> senders,
            Size size,
            BooleanSupplier mustWait) {
        this.stage = new Stage(world, name, journal, senders);
        this.size = size;
        this.mustWait = mustWait;
        for (int i = 0; i < PLACES; i++) {
            places.add(world.newPlace());
        }
        for (int i = 0; i < DESKS; i++) {
            StaffId owner = new StaffId(UUID.randomUUID(), world.country());
            owners.add(owner);
            scannedPlaces.add(world.newPlace(owner.id()));
        }
        this.rows = new CrowdRows(stage, places, scannedPlaces);
    }

    /** Returns when everybody has done everything. */
    public void run() {
        long seed = stage.world().seed();
        SiteId site = stage.world().newSite("DE-CROWD");
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> work = new ArrayList<>();
            AtomicLong visitor = new AtomicLong();
            AtomicLong applicant = new AtomicLong();
            for (int i = 0; i < AT_ONCE; i++) {
                Visitors visitors = new Visitors(stage, places, seed * 31 + i);
                work.add(workers.submit(() -> each(visitor, size.visitors(), n -> visitors.walk(FIRST_PERSON + n))));
            }
            Registrar registrar = new Registrar(stage, seed * 37);
            long first = 90_000_000 + Math.floorMod(seed, 1000L) * 10_000;
            work.add(workers.submit(() -> each(applicant, size.registrations(), n -> registrar.register(first + n))));
            for (int i = 0; i < DESKS; i++) {
                AtomicLong batch = new AtomicLong();
                long scanned = FIRST_PERSON + (i + 1L) * 100_000_000;
                Scanner scanner = new Scanner(stage, owners.get(i), scannedPlaces.get(i), seed * 41 + i);
                work.add(workers.submit(() ->
                        each(batch, size.scans() / SCANS / DESKS, n -> scanner.scan(scanned + n * SCANS, SCANS))));
                OfflineDesk desk = new OfflineDesk(stage, site, "D" + i, Duration.ofDays(3), seed * 43 + i);
                long people = FIRST_PERSON + (i + 11L) * 100_000_000;
                work.add(workers.submit(() -> desk.sync(desk.day(size.tubes(), people))));
            }
            for (Future<?> one : work) {
                one.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        } catch (ExecutionException e) {
            throw new BenchException("somebody of the crowd broke down: " + e.getCause(), e);
        }
    }

    private void each(AtomicLong next, int count, LongConsumer work) {
        for (long n = next.getAndIncrement(); n < count; n = next.getAndIncrement()) {
            while (mustWait.getAsBoolean()) {
                LockSupport.parkNanos(5_000_000);
            }
            work.accept(n);
        }
    }

    /** What the services hold of all this. */
    public List<Row> rows() {
        return rows.rows();
    }

    /** What must be equally much in two services. */
    public List<Balance> balances() {
        return rows.balances();
    }
}
