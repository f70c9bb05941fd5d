package org.meridian.sampling;

import java.util.LinkedHashMap;
import java.util.Map;
import org.meridian.db.cluster.FreePort;
import org.meridian.db.test.StatementLog;
import org.meridian.db.test.TestCluster;
import org.meridian.platform.test.StubService;
import org.meridian.platform.test.TestTokens;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The service as it runs in region eu, on the local cluster; one per test run. Events to any region come back to it. */
final class Service {

    private static final String NAME = "sampling";

    private final ConfigurableApplicationContext context;
    private final StubService registration = StubService.start();
    private final StubService results = Results.takingEvents(StubService.start());
    private final Api api;
    private final int port;

    private Service() {
        TestCluster cluster = TestCluster.shared();
        cluster.migrate(NAME, SamplingApplication.class.getClassLoader());
        port = FreePort.find(1);
        Map<String, Object> properties = new LinkedHashMap<>(cluster.properties(NAME, "eu"));
        properties.put("server.port", port);
        properties.put("meridian.keys", TestTokens.keys().toString());
        properties.put("meridian.outbox.poll", "100ms");
        properties.put(
                "meridian.load.enabled", false); // on a slow machine fewer are let in at once than come in these tests
        properties.put("meridian.group-commit.patience", "30s"); // nor does anybody there wait too long
        for (String region : new String[] {"us", "eu", "ap"}) {
            properties.put("meridian.services." + region + ".sampling", "http://127.0.0.1:" + port);
            properties.put(
                    "meridian.services." + region + ".registration",
                    registration.address().toString());
            properties.put(
                    "meridian.services." + region + ".results",
                    results.address().toString());
        }
        context = new SpringApplicationBuilder(SamplingApplication.class)
                .properties(properties)
                .run("--management.server.port=-1"); // several run at once; a default would lose to service.yaml
        api = new Api("http://127.0.0.1:" + port);
    }

    private static final class Holder {
        static final Service RUNNING = new Service();
    }

    static Service running() {
        return Holder.RUNNING;
    }

    int port() {
        return port;
    }

    Api api() {
        return api;
    }

    StubService registration() {
        return registration;
    }

    /** Takes every event. */
    StubService results() {
        return results;
    }

    StatementLog log() {
        return context.getBean(StatementLog.class);
    }

    <T> java.util.List<T> beans(Class<T> type) {
        return context.getBeanProvider(type).stream().toList();
    }

    ListableBeanFactory factory() {
        return context;
    }

    JdbcClient jdbc() {
        return context.getBean(JdbcClient.class);
    }

    /** Rows of a table in a country. */
    int rows(String table, String country) {
        return rows(table, country, "true");
    }

    int rows(String table, String country, String condition) {
        return jdbc().sql("SELECT count(*) FROM " + table + " WHERE country_code = :country AND " + condition)
                .param("country", country)
                .query(Integer.class)
                .single();
    }
}
