package org.meridian.platform.retention;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Region;
import org.meridian.db.topology.Topology;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.token.Role;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * {@code GET /actuator/retention/DEU}: how long what is kept there. {@code POST /actuator/retention/DEU}, by an
 * administrator: remove now what has been kept long enough. Gateways do not route it.
 */
@Endpoint(id = "retention")
final class RetentionEndpoint {

    private final List<RetentionRule> rules;
    private final RetentionSettings settings;
    private final RetentionJob job;
    private final Topology topology;
    private final Region home;

    RetentionEndpoint(
            List<RetentionRule> rules, RetentionSettings settings, RetentionJob job, Topology topology, Region home) {
        this.rules = rules;
        this.settings = settings;
        this.job = job;
        this.topology = topology;
        this.home = home;
    }

    @ReadOperation
    Map<String, String> kept(@Selector String country) {
        Country here = here(country);
        Map<String, String> kept = new LinkedHashMap<>();
        rules.stream()
                .sorted(Comparator.comparing(RetentionRule::name))
                .forEach(rule -> kept.put(rule.name(), RetentionRule.text(settings.kept(rule, here))));
        return kept;
    }

    @WriteOperation
    void run(SecurityContext caller, @Selector String country) {
        if (!caller.isUserInRole(Role.Names.ADMIN)) {
            throw ProblemException.forbidden("Only an administrator has it done at once.");
        }
        job.runNow(here(country));
    }

    private Country here(String code) {
        Country country = Country.of(code);
        if (!topology.regionOf(country).equals(home)) {
            throw ProblemException.notFound("country of this region");
        }
        return country;
    }
}
