package org.meridian.results.receipt;

import java.sql.Timestamp;
import java.time.Duration;
import org.meridian.db.data.CountryTransactions;
import org.meridian.db.topology.Country;
import org.meridian.platform.retention.Before;
import org.meridian.platform.retention.RetentionRule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What became of uploads. The file itself is never kept: while it is written it lies in memory or in a file without a name,
 * which is gone with the process.
 */
@Configuration(proxyBeanMethods = false)
class ReceiptRetention {

    /** What is said of a file line by line: three days in which the laboratory mends it. */
    @Bean
    RetentionRule uploadsRetention(JdbcClient jdbc, CountryTransactions transactions) {
        return RetentionRule.time("uploads", Duration.ofHours(72))
                .atLeast(Duration.ofHours(1))
                .by((country, before, atMost) ->
                        transactions.write(country, () -> withoutLines(jdbc, country, before, atMost)));
    }

    private static int withoutLines(JdbcClient jdbc, Country country, Before before, int atMost) {
        return jdbc.sql("""
                        UPDATE upload_receipt
                           SET rejections = '[]', truncated = true
                         WHERE country_code = :country
                           AND id IN (SELECT r.id FROM upload_receipt r
                                       WHERE r.country_code = :country AND r.received_at < :before
                                         AND r.rejections <> '[]' AND r.state <> 'RUNNING'
                                       ORDER BY r.received_at
                                       LIMIT :most)
                        """)
                .param("country", country.code())
                .param("before", Timestamp.from(before.instant()))
                .param("most", atMost)
                .update();
    }

    /** Who uploaded when, and how many rows were taken. */
    @Bean
    RetentionRule uploadReceiptsRetention() {
        return RetentionRule.days("upload-receipts", 90)
                .atLeast(4)
                .rows("upload_receipt", "id")
                .only("t.state <> 'RUNNING'")
                .since("received_at");
    }
}
