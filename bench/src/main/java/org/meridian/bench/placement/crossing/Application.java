package org.meridian.bench.placement.crossing;

import java.sql.PreparedStatement;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.meridian.bench.BenchException;
import org.meridian.db.data.CountryTransactions;
import org.meridian.db.topology.Country;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/** A service's way to its data, wired by the same classes as in the services, and nothing else of a service. */
final class Application implements Door, AutoCloseable {

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    @Configuration(proxyBeanMethods = false)
    static class Wiring {

        @Bean
        PlatformTransactionManager transactionManager(DataSource dataSource) {
            return new JdbcTransactionManager(dataSource);
        }
    }

    /** @param properties {@code meridian.*}, as a service of that role has them */
    Application(Map<String, String> properties) {
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("bench", Map.copyOf(properties)));
        try {
            context.register(
                    Class.forName("org.meridian.db.topology.TopologyAutoConfiguration"),
                    Class.forName("org.meridian.db.data.DatabaseAutoConfiguration"),
                    Wiring.class);
        } catch (ClassNotFoundException e) {
            throw new BenchException("the services' way to their data is called otherwise", e);
        }
        context.refresh();
    }

    @Override
    public void write(Country home, String first, String second, List<Object> valuesOfTheSecond) {
        context.getBean(CountryTransactions.class).run(home, () -> {
            run(first, List.of());
            run(second, valuesOfTheSecond);
        });
    }

    private void run(String sql, List<Object> values) {
        new JdbcTemplate(context.getBean(DataSource.class)).execute(sql, (PreparedStatement statement) -> {
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
            return statement.execute();
        });
    }

    @Override
    public void close() {
        context.close();
    }
}
