package org.meridian.sampling.tube;

import java.sql.Timestamp;
import java.util.List;
import org.meridian.db.topology.Country;
import org.meridian.platform.retention.Before;
import org.meridian.platform.retention.RetentionRule;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Tubes that nobody's sample is known of any more. They are nobody's, and kept as long as results-service keeps the tubes'
 * results: a barcode that comes back sooner would meet the old result.
 */
@Configuration(proxyBeanMethods = false)
class TubeRetention {

    @Bean
    RetentionRule tubesRetention(@Qualifier("keeperJdbc") ObjectProvider<JdbcClient> keeper) {
        return RetentionRule.days("tubes", 1826)
                .atLeast(183)
                .stage(1)
                .by((country, before, atMost) -> remove(keeper.getObject(), country, before, atMost));
    }

    /** First what happened to them, then they themselves; cut off in between, the next time takes the rest. */
    private static int remove(JdbcClient keeper, Country country, Before before, int atMost) {
        List<String> old = keeper.sql("""
                        SELECT barcode FROM tube t
                         WHERE t.country_code = :country AND t.opened_at < :before
                           AND NOT EXISTS (SELECT 1 FROM sample s
                                            WHERE s.barcode = t.barcode AND s.country_code = :country)
                         ORDER BY t.opened_at
                         LIMIT :most
                        """)
                .param("country", country.code())
                .param("before", Timestamp.from(before.instant()))
                .param("most", atMost)
                .query(String.class)
                .list();
        if (!old.isEmpty()) {
            delete(keeper, "tube_event", country, old);
            delete(keeper, "tube", country, old);
        }
        return old.size();
    }

    private static void delete(JdbcClient keeper, String table, Country country, List<String> barcodes) {
        keeper.sql("DELETE FROM " + table + " WHERE country_code = :country AND barcode = ANY(:barcodes)")
                .param("country", country.code())
                .param("barcodes", barcodes.toArray(String[]::new))
                .update();
    }
}
