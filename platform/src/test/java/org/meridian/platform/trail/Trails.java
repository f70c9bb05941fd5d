package org.meridian.platform.trail;

import static java.util.Objects.requireNonNull;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.meridian.db.cluster.FreePort;
import org.meridian.db.data.CountryTransactions;
import org.meridian.db.test.TestCluster;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Partition;
import org.meridian.platform.audit.Audit;
import org.meridian.platform.audit.Chain;
import org.meridian.platform.audit.cut.Cut;
import org.meridian.platform.audit.verify.Report;
import org.meridian.platform.audit.verify.Tolerance;
import org.meridian.platform.audit.verify.Verifier;
import org.meridian.platform.test.TestTokens;
import org.meridian.platform.token.AuditKeys;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One service in three regions, which witness each other, and somebody who holds the database of each. */
final class Trails implements AutoCloseable {

    static final List<String> REGIONS = List.of("us", "eu", "ap");

    private static final Map<String, HikariDataSource> POOLS = new ConcurrentHashMap<>();

    private final String service;
    private final Map<String, Integer> ports = new LinkedHashMap<>();
    private final Map<String, ConfigurableApplicationContext> running = new HashMap<>();

    Trails(String service) {
        this.service = service;
        TestCluster.shared().migrate(service, Trails.class.getClassLoader());
        REGIONS.forEach(region -> ports.put(region, FreePort.find(1)));
    }

    void start(String region) {
        running.put(region, start(region, requireNonNull(ports.get(region))));
    }

    /** A second instance in the same region. */
    ConfigurableApplicationContext twin(String region) {
        return start(region, 0);
    }

    private ConfigurableApplicationContext start(String region, int port) {
        Map<String, Object> properties = new HashMap<>(TestCluster.shared().properties(service, region));
        properties.put("meridian.service", service);
        properties.put("meridian.keys", TestTokens.keys().toString());
        properties.put("spring.config.import", "classpath:meridian/service.yaml");
        properties.put("server.port", port);
        properties.put("management.server.port", "-1"); // several run at once
        properties.put("meridian.outbox.poll", "100ms");
        properties.put("meridian.audit.checkpoint-every", "100ms");
        ports.forEach((name, number) ->
                properties.put("meridian.services." + name + "." + service, "http://127.0.0.1:" + number));
        // as arguments: they come before what service.yaml says
        return new SpringApplicationBuilder(TrailApplication.class)
                .run(properties.entrySet().stream()
                        .map(one -> "--" + one.getKey() + "=" + one.getValue())
                        .toArray(String[]::new));
    }

    void stop(String region) {
        requireNonNull(running.remove(region)).close();
    }

    <T> T bean(String region, Class<T> type) {
        return requireNonNull(running.get(region)).getBean(type);
    }

    String address(String region) {
        return "http://127.0.0.1:" + ports.get(region);
    }

    /** Acts in a country as its home region does, so many times. */
    void act(Country country, int times) {
        String region = TestCluster.shared().topology().regionOf(country).name();
        for (int i = 0; i < times; i++) {
            act(region, country, "object-" + i);
        }
    }

    void act(String region, Country country, String object) {
        CountryTransactions transactions = bean(region, CountryTransactions.class);
        Audit audit = bean(region, Audit.class);
        transactions.run(country, () -> audit.record(country, "thing.done", "somebody", object, "näher beschrieben"));
    }

    /** Whether every entry has its place, and all three regions the last checkpoint. */
    boolean isWitnessed(Country country) {
        Partition home = TestCluster.shared().topology().partitionOf(country);
        JdbcClient owner = owner(home.region().name());
        long pending = count(owner, home.of("audit_pending"), country, "count(*)");
        long events = count(owner, home.of("audit_event"), country, "count(*)");
        long links = count(owner, home.of("audit_link"), country, "COALESCE(max(seq), 0)");
        return pending == 0 && events == links && isWitnessedTo(country, links);
    }

    /** Whether both other regions have confirmed the checkpoint with this number. */
    boolean isWitnessedTo(Country country, long seq) {
        Partition home = TestCluster.shared().topology().partitionOf(country);
        Integer receipts = owner(home.region().name())
                .sql("SELECT count(*) FROM " + service + "." + home.of("audit_receipt")
                        + " WHERE country_code = :country AND accepted AND seq = :last")
                .param("country", country.code())
                .param("last", seq)
                .query(Integer.class)
                .single();
        return receipts == 2;
    }

    private long count(JdbcClient owner, String table, Country country, String what) {
        return owner.sql("SELECT " + what + " FROM " + service + "." + table + " WHERE country_code = :country")
                .param("country", country.code())
                .query(Long.class)
                .single();
    }

    /** The superuser on a region's own node. */
    JdbcClient owner(String region) {
        return JdbcClient.create(pool(region));
    }

    /** Kept for the whole test run: a new connection costs more than what is done with it. */
    DataSource pool(String region) {
        return POOLS.computeIfAbsent(region, name -> {
            HikariDataSource pool = new HikariDataSource();
            pool.setDataSource(TestCluster.shared().owner(name));
            pool.setMaximumPoolSize(4);
            return pool;
        });
    }

    String table(String name, Country country) {
        return service + "."
                + TestCluster.shared().topology().partitionOf(country).of(name);
    }

    Report verify(List<Country> countries) {
        return verify(countries, Tolerance.STANDARD.retention());
    }

    /** @param kept how long entries must be kept */
    Report verify(List<Country> countries, Duration kept) {
        return new Verifier(
                        this::open,
                        TestCluster.shared().topology(),
                        AuditKeys.toVerifyWith(TestTokens.keys()),
                        "local",
                        new Tolerance(Duration.ofMinutes(15), Duration.ofMinutes(1), kept),
                        Clock.systemUTC())
                .verify(List.of(service), countries);
    }

    /** Somebody who owns the database and may remove what was kept for so long. */
    Cut cut(Country country, Duration kept) {
        var topology = TestCluster.shared().topology();
        return new Cut(
                pool(topology.regionOf(country).name()),
                topology,
                new Chain("local", service, country),
                kept,
                Clock.systemUTC());
    }

    /** The countries beside this one, and itself, that such somebody finds something in. */
    Set<Country> toBeCut(Country country, Duration kept) throws SQLException {
        var topology = TestCluster.shared().topology();
        return Cut.due(
                pool(topology.regionOf(country).name()),
                service,
                topology.partitionOf(country),
                kept,
                Clock.systemUTC());
    }

    private Connection open(String region, String ofService) throws SQLException {
        return pool(region).getConnection();
    }

    @Override
    public void close() {
        running.values().forEach(ConfigurableApplicationContext::close);
    }
}
