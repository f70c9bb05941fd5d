package org.meridian.db.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meridian.db.topology.Region;
import org.meridian.db.topology.Topology;

/** A node's data, copied while it writes and put back after it has lost them. */
class BackupIT {

    private static final Topology TOPOLOGY = Topology.load();
    private static final String EU = "eu";

    @TempDir
    static Path folder;

    private static LocalCluster cluster;

    @BeforeAll
    static void start() throws SQLException {
        cluster = LocalCluster.start(LocalCluster.Options.temporary(folder.resolve("cluster"), TOPOLOGY));
        execute("CREATE TABLE public.ledger (entry int PRIMARY KEY, what text)");
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = cluster.owner(EU).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Set<Integer> entries() throws SQLException {
        Set<Integer> found = new TreeSet<>();
        try (Connection connection = cluster.owner(EU).getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT entry FROM public.ledger")) {
            while (rows.next()) {
                found.add(rows.getInt(1));
            }
        }
        return found;
    }

    @Test
    void whatWasAcknowledgedBeforeACopyEndedIsThereWhenItIsPutBackAndWhatCameLaterIsNot() throws Exception {
        AtomicInteger acknowledged = new AtomicInteger();
        Path copy = folder.resolve("copies/eu");
        int before;
        try (Connection connection = cluster.owner(EU).getConnection();
                PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO public.ledger VALUES (?, repeat('x', 500))")) {
            Thread writer = Thread.ofPlatform().start(() -> {
                try {
                    while (!Thread.currentThread().isInterrupted()) {
                        insert.setInt(1, acknowledged.get() + 1);
                        insert.executeUpdate();
                        acknowledged.incrementAndGet();
                    }
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            await().atMost(Duration.ofSeconds(60)).until(() -> acknowledged.get() > 20);
            before = acknowledged.get();
            Backup.take(cluster, EU, copy);
            writer.interrupt();
            writer.join();
        }
        execute("INSERT INTO public.ledger VALUES (-1, 'later')");
        List<Region> others =
                TOPOLOGY.regions().stream().filter(r -> !r.name().equals(EU)).toList();

        cluster.kill(EU);
        Path lost = Backup.putBack(cluster, EU, copy, Clock.systemUTC());

        Set<Integer> found = entries();
        assertThat(found)
                .as("all before some moment, which is after the copy began, and nothing after it")
                .hasSizeGreaterThan(before)
                .isEqualTo(IntStream.rangeClosed(1, found.size()).boxed().collect(Collectors.toSet()));
        assertThat(lost).isDirectory();
        assertThat(others).allMatch(region -> cluster.answers(region.name()));
        execute("INSERT INTO public.ledger VALUES (-2, 'it goes on')");
        assertThat(entries()).contains(-2);
    }

    @Test
    void aFolderWithoutACopyIsNotPutBackAndTheNodeStays() throws Exception {
        Path empty = Files.createDirectories(folder.resolve("nothing"));
        assertThatThrownBy(() -> Backup.putBack(cluster, EU, empty, Clock.systemUTC()))
                .isInstanceOf(ClusterException.class);
        assertThat(cluster.answers(EU)).isTrue();
    }
}
