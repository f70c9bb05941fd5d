package org.meridian.platform.sample;

import java.util.List;
import java.util.Set;
import org.meridian.platform.access.AccessTable;
import org.meridian.platform.access.Admission;
import org.meridian.platform.access.May;
import org.meridian.platform.access.Operation;
import org.meridian.platform.access.Verb;
import org.meridian.platform.access.Where;
import org.meridian.platform.access.Whose;
import org.meridian.platform.token.Role;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

@SpringBootApplication
class SampleApplication {

    /** A service of its own, with a table of its own. */
    @Bean
    AccessTable sampleTable() {
        return new AccessTable(List.of(
                row(Verb.POST, "/v1/notes", may(Role.RESIDENT, Whose.NEW, Where.ANYWHERE)),
                row(Verb.GET, "/v1/sites/{site}/notes", may(Role.SAMPLER, Whose.EVERYBODY, Where.ANYWHERE)),
                row(Verb.GET, "/v1/open", new Admission.Anyone(Whose.PUBLIC)),
                row(Verb.GET, "/v1/broken", new Admission.Anyone(Whose.PUBLIC)),
                row(Verb.GET, "/v1/long", new Admission.Anyone(Whose.PUBLIC)),
                row(Verb.POST, "/internal/erasures/unknown", new Admission.Services(Set.of("registration"))),
                row(Verb.POST, "/internal/audit/events", new Admission.Services(Set.of("registration"))),
                row(Verb.POST, "/internal/audit/checkpoints", new Admission.Services(Set.of("registration"))),
                row(Verb.POST, "/internal/events", new Admission.Services(Set.of("registration", "results")))));
    }

    private static Operation row(Verb verb, String pattern, Admission admission) {
        return new Operation("sampling", verb, pattern, admission, false);
    }

    private static Admission may(Role role, Whose whose, Where where) {
        return new Admission.People(List.of(new May(role, whose, where)));
    }
}
