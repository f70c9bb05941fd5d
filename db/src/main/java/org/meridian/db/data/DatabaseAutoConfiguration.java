package org.meridian.db.data;

import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.meridian.db.topology.Region;
import org.meridian.db.topology.Topology;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** A service's way to its data, the same for all five: pool, clients, transactions of one country. */
@AutoConfiguration(
        afterName = "org.meridian.db.topology.TopologyAutoConfiguration",
        beforeName = {
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration",
            "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration"
        })
@ConditionalOnClass(
        name = {
            "org.springframework.jdbc.core.simple.JdbcClient",
            "com.zaxxer.hikari.HikariDataSource",
            "com.yugabyte.Driver"
        })
@EnableConfigurationProperties(DatabaseProperties.class)
class DatabaseAutoConfiguration {

    @Bean
    @Primary
    @ConditionalOnMissingBean(DataSource.class)
    GuardedDataSource dataSource(
            Topology topology,
            Region homeRegion,
            DatabaseProperties properties,
            ObjectProvider<StatementListener> listeners) {
        var role = new SmartDriver.Role(properties.user(), properties.password(), false, properties.poolSize(), "10s");
        HikariDataSource pool = SmartDriver.pool(topology, homeRegion, properties, role);
        return new GuardedDataSource(
                pool,
                false,
                listeners.orderedStream().toList(),
                properties.nodes().get(homeRegion.name()));
    }

    @Bean
    @Primary
    JdbcClient jdbcClient(DataSource dataSource) {
        return JdbcClient.create(dataSource);
    }

    @Bean
    CountryStatements countryStatements(JdbcClient jdbcClient, Topology topology) {
        return new CountryStatements(jdbcClient, topology);
    }

    @Bean
    CountryTransactions countryTransactions(
            PlatformTransactionManager transactions, ObjectProvider<StatementListener> listeners) {
        return new CountryTransactions(
                transactions, RetryPolicy.standard(), listeners.orderedStream().toList());
    }

    /** The auditors' pool; no bean of type DataSource, so that nobody else takes it for one. */
    @Bean
    @ConditionalOnProperty("meridian.database.reader-password")
    CrossRegionPool crossRegionPool(
            Topology topology,
            Region homeRegion,
            DatabaseProperties properties,
            ObjectProvider<StatementListener> listeners) {
        var role = new SmartDriver.Role(
                properties.user() + "_reader", String.valueOf(properties.readerPassword()), true, 2, "15s");
        HikariDataSource pool = SmartDriver.pool(topology, homeRegion, properties, role);
        return new CrossRegionPool(
                new GuardedDataSource(pool, true, listeners.orderedStream().toList(), null));
    }

    @Bean(autowireCandidate = true, defaultCandidate = false)
    @ConditionalOnProperty("meridian.database.reader-password")
    JdbcClient crossRegionJdbc(CrossRegionPool crossRegionPool) {
        return JdbcClient.create(crossRegionPool.dataSource());
    }

    @Bean
    @ConditionalOnProperty("meridian.database.reader-password")
    EveryRegion everyRegion(CrossRegionPool crossRegionPool, Topology topology) {
        return new EveryRegion(JdbcClient.create(crossRegionPool.dataSource()), topology);
    }

    /** The retention's one connection; no bean of type DataSource, so that nobody else takes it for one. */
    @Bean
    @ConditionalOnProperty("meridian.database.keeper-password")
    KeeperPool keeperPool(
            Topology topology,
            Region homeRegion,
            DatabaseProperties properties,
            ObjectProvider<StatementListener> listeners) {
        var role = new SmartDriver.Role(
                properties.user() + "_keeper", String.valueOf(properties.keeperPassword()), false, 1, "30s");
        HikariDataSource pool = SmartDriver.pool(topology, homeRegion, properties, role);
        pool.setMinimumIdle(0);
        pool.setIdleTimeout(20_000);
        return new KeeperPool(
                new GuardedDataSource(pool, false, listeners.orderedStream().toList(), null));
    }

    @Bean(autowireCandidate = true, defaultCandidate = false)
    @ConditionalOnProperty("meridian.database.keeper-password")
    JdbcClient keeperJdbc(KeeperPool keeperPool) {
        return JdbcClient.create(keeperPool.dataSource());
    }

    record KeeperPool(GuardedDataSource dataSource) implements AutoCloseable {
        @Override
        public void close() {
            dataSource.close();
        }
    }

    record CrossRegionPool(GuardedDataSource dataSource) implements AutoCloseable {
        @Override
        public void close() {
            dataSource.close();
        }
    }
}
