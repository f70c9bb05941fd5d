package org.meridian.deploy;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.meridian.db.cluster.LocalCluster;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Partition;
import org.meridian.db.topology.Topology;
import org.meridian.platform.audit.Chain;
import org.meridian.platform.audit.cut.Cut;
import org.meridian.platform.audit.verify.Report;
import org.meridian.platform.audit.verify.Tolerance;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "audit-cut",
        description =
                "Removes from the audit trail what is older than six years. Each chain is verified first, and left as it is"
                        + " when something was changed; it tells itself that it was cut.",
        mixinStandardHelpOptions = true)
final class AuditCutCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Option(names = "--service", split = ",", description = "Of these services only.")
    private List<String> services = LocalCluster.SERVICES;

    @Option(names = "--country", split = ",", description = "Of these countries only.")
    private List<String> countries = List.of();

    private final Clock clock = Clock.systemUTC();

    @Override
    public Integer call() throws SQLException {
        Home home = Home.fromEnvironment();
        Topology topology = home.topology();
        LocalCluster cluster = LocalCluster.open(home.cluster());
        List<Country> chosen = countries.stream().map(Country::of).toList();
        boolean allCut = true;
        int cut = 0;
        for (String service : services) {
            for (Country country : due(service, topology, cluster)) {
                if (!chosen.isEmpty() && !chosen.contains(country)) {
                    continue;
                }
                Cut chain = new Cut(
                        cluster.owner(topology.regionOf(country).name()),
                        topology,
                        new Chain(home.installation(), service, country),
                        Tolerance.STANDARD.retention(),
                        clock);
                Optional<Long> seq = chain.due();
                if (seq.isPresent()) {
                    boolean done = isUntouched(home, cluster, service, country)
                            && cut(chain, seq.get(), service + "/" + country);
                    allCut &= done;
                    cut += done ? 1 : 0;
                }
            }
        }
        System.out.println(cut == 0 && allCut ? "nothing is old enough" : cut + " chains were cut");
        return allCut ? 0 : 1;
    }

    private Set<Country> due(String service, Topology topology, LocalCluster cluster) throws SQLException {
        Set<Country> all = new LinkedHashSet<>();
        for (Partition partition : topology.partitions()) {
            all.addAll(Cut.due(
                    cluster.owner(partition.region().name()),
                    service,
                    partition,
                    Tolerance.STANDARD.retention(),
                    clock));
        }
        return all;
    }

    /** What was changed is evidence, however old it is. */
    private boolean isUntouched(Home home, LocalCluster cluster, String service, Country country) {
        Report report = AuditVerifyCommand.verifier(home, cluster, Tolerance.STANDARD)
                .verify(List.of(service), List.of(country));
        report.findings().forEach(System.out::println);
        report.unread().forEach(what -> System.out.println("NOT READ           " + what));
        return report.isClean();
    }

    private boolean cut(Cut chain, long seq, String name) throws SQLException {
        chain.announce(seq);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!chain.isAnnounced(seq)) {
            if (System.nanoTime() > end) {
                System.out.println(
                        name + ": no service seals the entry that tells of the cut; run this again when it does");
                return false;
            }
            Pause.millis(200);
        }
        System.out.printf("%s: %d entries up to %d were removed%n", name, chain.remove(seq), seq);
        return true;
    }
}
