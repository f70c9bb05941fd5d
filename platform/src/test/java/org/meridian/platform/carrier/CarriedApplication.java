package org.meridian.platform.carrier;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
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
class CarriedApplication {

    @Bean
    AccessTable carriedTable() {
        Admission resident = new Admission.People(List.of(new May(Role.RESIDENT, Whose.SELF, Where.ANYWHERE)));
        Stream<Operation> own = Stream.of("/v1/echo", "/v1/notes")
                .map(path -> new Operation("sampling", Verb.POST, path, resident, false));
        Stream<Operation> open = Stream.of("nothing", "tagged", "broken", "late", "long", "hung-up", "slow", "many")
                .map(path -> new Operation(
                        "sampling", Verb.GET, "/v1/me/" + path, new Admission.Anyone(Whose.PUBLIC), false));
        Stream<Operation> internal = Stream.of(
                        "/internal/erasures/unknown",
                        "/internal/audit/events",
                        "/internal/audit/checkpoints",
                        "/internal/events")
                .map(path -> new Operation(
                        "sampling", Verb.POST, path, new Admission.Services(Set.of("registration")), false));
        return new AccessTable(
                Stream.of(own, open, internal).flatMap(rows -> rows).toList());
    }
}
