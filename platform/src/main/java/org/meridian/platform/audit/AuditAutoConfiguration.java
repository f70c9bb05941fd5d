package org.meridian.platform.audit;

import java.nio.file.Path;
import java.time.Clock;
import org.meridian.db.data.CountryTransactions;
import org.meridian.db.topology.Region;
import org.meridian.db.topology.Topology;
import org.meridian.platform.id.IdGenerator;
import org.meridian.platform.job.Signal;
import org.meridian.platform.outbox.EventHandler;
import org.meridian.platform.outbox.Outbox;
import org.meridian.platform.remote.RemoteServices;
import org.meridian.platform.token.AuditKeys;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The audit trail, the same in every service. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties(AuditProperties.class)
public class AuditAutoConfiguration {

    private final String service;
    private final Path keys;
    private final Region home;
    private final AuditProperties properties;
    private final Signal signal = new Signal();

    AuditAutoConfiguration(Environment environment, Region home, AuditProperties properties) {
        this.service = environment.getRequiredProperty("meridian.service");
        this.keys = Path.of(environment.getRequiredProperty("meridian.keys"));
        this.home = home;
        this.properties = properties;
    }

    @Bean
    Audit audit(JdbcClient jdbc, IdGenerator ids, Clock clock) {
        return new Audit(jdbc, ids, clock, signal);
    }

    @Bean
    AuditKeys auditKeys() {
        return new AuditKeys(keys, home.name());
    }

    @Bean
    Witnesses auditWitnesses(Outbox outbox, RemoteServices remote, Topology topology) {
        return new Witnesses(outbox, remote, topology, home, service);
    }

    @Bean
    TrailKeeper trailKeeper(
            JdbcClient jdbc,
            Audit audit,
            CountryTransactions transactions,
            AuditKeys auditKeys,
            Witnesses witnesses,
            Topology topology,
            Clock clock) {
        var partitions = topology.partitionsIn(home);
        ChainRows rows = new ChainRows(jdbc, audit, clock, chains());
        Sealer sealer = new Sealer(rows, transactions, partitions, properties.batch());
        Checkpoints checkpoints =
                new Checkpoints(jdbc, transactions, clock, chains(), auditKeys, witnesses, partitions);
        return new TrailKeeper(sealer, checkpoints, signal, properties, clock);
    }

    @Bean
    EventHandler auditWitnessStand(
            JdbcClient jdbc,
            JsonMapper json,
            Clock clock,
            AuditKeys auditKeys,
            Audit audit,
            Witnesses witnesses,
            Topology topology) {
        return new WitnessStand(jdbc, json, clock, auditKeys, audit, witnesses, topology, home, chains());
    }

    @Bean
    EventHandler auditReceipts(JdbcClient jdbc, JsonMapper json, AuditKeys auditKeys, Audit audit) {
        return new Receipts(jdbc, json, auditKeys, audit, chains());
    }

    private Chains chains() {
        return new Chains(properties.installation(), service);
    }
}
