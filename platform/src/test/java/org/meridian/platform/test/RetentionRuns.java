package org.meridian.platform.test;

import java.util.List;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Topology;
import org.meridian.platform.retention.Retention;
import org.meridian.platform.retention.RetentionRule;
import org.springframework.beans.factory.ListableBeanFactory;

/** For services' tests: has it done now. */
public final class RetentionRuns {

    private RetentionRuns() {}

    /** All rules in a country, also when that was done today. */
    public static void day(ListableBeanFactory service, Country country) {
        try {
            if (!service.getBean(Retention.class).day(country, true)) {
                throw new IllegalStateException("somebody else is at it");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The rules of minutes and hours, in a country's partition. */
    public static void minutes(ListableBeanFactory service, Country country) {
        try {
            service.getBean(Retention.class).minutes(Topology.load().partitionOf(country));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public static List<RetentionRule> rules(ListableBeanFactory service) {
        return service.getBeanProvider(RetentionRule.class).stream().toList();
    }
}
