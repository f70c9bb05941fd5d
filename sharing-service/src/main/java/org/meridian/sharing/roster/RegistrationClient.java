package org.meridian.sharing.roster;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.id.ResidentId;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/** Recognises people by their national id, without anybody else keeping it. */
interface RegistrationClient {

    /** As many as registration takes at once. */
    int MOST = 1_000;

    record Lookup(String country, List<String> nationalIds) {}

    /**
     * @param personKey keyed blind index of a valid number
     * @param error why it is no number of this country
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Person(
            @Nullable String personKey,
            @Nullable ResidentId residentId,
            @Nullable String error) {}

    record ByKey(String country, List<String> personKeys) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Registered(String personKey, ResidentId residentId) {}

    /** One answer for each number, in their order. */
    @PostMapping("/internal/residents/lookup")
    List<Person> lookup(@RequestBody Lookup query);

    /** Those who have registered. */
    @PostMapping("/internal/residents/by-key")
    List<Registered> byKey(@RequestBody ByKey query);
}
