package org.meridian.deploy;

import com.yugabyte.ds.PGSimpleDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.meridian.db.cluster.LocalCluster;
import org.meridian.db.topology.Country;
import org.meridian.platform.audit.verify.Report;
import org.meridian.platform.audit.verify.Tolerance;
import org.meridian.platform.audit.verify.Verifier;
import org.meridian.platform.token.AuditKeys;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "audit-verify",
        description =
                "Verifies every chain of the audit trail against its checkpoints and the other regions' witnesses;"
                        + " exit status 0 when all is as it was written, 1 when something was changed, 2 when a region could not"
                        + " be read.",
        mixinStandardHelpOptions = true)
final class AuditVerifyCommand implements Callable<Integer> {

    @Option(names = "--service", split = ",", description = "Of these services only.")
    private List<String> services = LocalCluster.SERVICES;

    @Option(names = "--country", split = ",", description = "Of these countries only.")
    private List<String> countries = List.of();

    @Option(
            names = "--tolerance",
            paramLabel = "MINUTES",
            description = "How long an entry may have waited for its place in the chain; 15 unless given.")
    private long minutes = Tolerance.STANDARD.sealing().toMinutes();

    @Override
    public Integer call() {
        Home home = Home.fromEnvironment();
        LocalCluster cluster = LocalCluster.open(home.cluster());
        Tolerance tolerance =
                new Tolerance(Duration.ofMinutes(minutes), Tolerance.STANDARD.clocks(), Tolerance.STANDARD.retention());
        Verifier verifier = verifier(home, cluster, tolerance);
        Report report = countries.isEmpty()
                ? verifier.verify(services)
                : verifier.verify(services, countries.stream().map(Country::of).toList());
        print(report);
        return report.isClean() ? 0 : report.findings().isEmpty() ? 2 : 1;
    }

    static Verifier verifier(Home home, LocalCluster cluster, Tolerance tolerance) {
        return new Verifier(
                (region, service) -> open(cluster, region, service),
                home.topology(),
                AuditKeys.toVerifyWith(home.keys()),
                home.installation(),
                tolerance,
                Clock.systemUTC());
    }

    /** As the role that may only read, at the region's own node: nobody between can tell another story. */
    private static Connection open(LocalCluster cluster, String region, String service) throws SQLException {
        LocalCluster.Node node = cluster.node(region);
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {node.host()});
        source.setPortNumbers(new int[] {node.port()});
        source.setDatabaseName(LocalCluster.DATABASE);
        source.setUser(service + "_reader");
        source.setPassword(cluster.password(service + "_reader"));
        source.setConnectTimeout(5);
        source.setReadOnly(true);
        return source.getConnection();
    }

    private static void print(Report report) {
        System.out.printf(
                "%-13s %-8s %-7s %10s %12s %10s %9s%n",
                "SERVICE", "COUNTRY", "REGION", "ENTRIES", "CHECKPOINTS", "WITNESSED", "FINDINGS");
        for (Report.ChainLine line : report.chains()) {
            System.out.printf(
                    "%-13s %-8s %-7s %10d %12d %10d %9d%n",
                    line.service(),
                    line.country(),
                    line.region(),
                    line.entries(),
                    line.checkpoints(),
                    line.witnessed(),
                    line.findings());
        }
        report.findings().forEach(System.out::println);
        report.unread().forEach(what -> System.out.println("NOT READ           " + what));
        double seconds = Math.max(0.001, report.took().toMillis() / 1000.0);
        System.out.printf(
                "%d entries of %d chains in %.1f s (%.0f/s): %s%n",
                report.entries(),
                report.chains().size(),
                seconds,
                report.entries() / seconds,
                report.isClean()
                        ? "as they were written"
                        : report.findings().isEmpty() ? "nothing found in what could be read" : "CHANGED");
    }
}
