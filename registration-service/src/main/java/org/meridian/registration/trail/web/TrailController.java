package org.meridian.registration.trail.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Topology;
import org.meridian.platform.audit.EntryId;
import org.meridian.platform.audit.reading.Proof.SignedPoint;
import org.meridian.platform.audit.reading.TrailEntry;
import org.meridian.platform.audit.reading.TrailQuery;
import org.meridian.platform.id.MalformedIdException;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.token.AuditKeys;
import org.meridian.platform.token.Caller;
import org.meridian.platform.web.Cursor;
import org.meridian.registration.trail.Trail;
import org.springframework.core.env.Environment;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Audit trail", description = "Who did what, in all services and regions, with proofs")
class TrailController {

    private final Trail trail;
    private final Topology topology;
    private final Path keys;

    TrailController(Trail trail, Topology topology, Environment environment) {
        this.trail = trail;
        this.topology = topology;
        this.keys = Path.of(environment.getRequiredProperty("meridian.keys"));
    }

    record Entries(List<TrailEntry> events, List<String> missingRegions) {}

    @GetMapping("/v1/audit/events")
    @Operation(
            summary = "Who did what",
            description =
                    "Of all services and countries, the newest first. Each entry has the proof that it is as it was"
                            + " written: its place in its country's chain, the way from there to the next signed checkpoint, and"
                            + " the other regions that have witnessed it. `missingRegions` names those that could not be read in"
                            + " whole. Reading is an entry itself.")
    ResponseEntity<Entries> events(
            @RequestParam @Nullable String country,
            @Parameter(description = "registration, sampling, results, checkin or sharing") @RequestParam @Nullable
                    String service,
            @Parameter(description = "From this time on") @RequestParam @Nullable String from,
            @Parameter(description = "Before this time") @RequestParam @Nullable String to,
            @Parameter(description = "For example `site.decided`") @RequestParam @Nullable String action,
            @Parameter(description = "The id of what was acted upon") @RequestParam @Nullable String object,
            @RequestParam @Nullable String cursor,
            Caller caller) {
        Cursor after = Cursor.of(cursor);
        TrailQuery query = new TrailQuery(
                country(country),
                time("from", from),
                time("to", to),
                action,
                object,
                after == null ? null : entry(after).id(),
                Cursor.PAGE + 1);
        Trail.Found<TrailEntry> found = trail.entries(query, service(service), caller);
        ResponseEntity<List<TrailEntry>> page =
                Cursor.page(found.rows(), entry -> entry.id().toString());
        List<TrailEntry> entries = page.getBody() == null ? List.of() : page.getBody();
        return ResponseEntity.ok()
                .headers(page.getHeaders())
                .cacheControl(CacheControl.noStore())
                .body(new Entries(entries, found.missingRegions()));
    }

    /** @param keys the public keys that signed, as JWKs; to be had from somebody else, too, if this platform is not trusted */
    record Checkpoints(List<SignedPoint> checkpoints, List<Map<String, Object>> keys, List<String> missingRegions) {}

    @GetMapping("/v1/audit/checkpoints")
    @Operation(
            summary = "A country's last checkpoints",
            description =
                    "The last 200 of each service, each signed by its own region, with what the other regions have"
                            + " signed about it, and the public keys. Kept outside, they prove later what the trail was now.")
    ResponseEntity<Checkpoints> checkpoints(
            @RequestParam String country, @RequestParam @Nullable String service, Caller caller) {
        Country of = country(country);
        if (of == null) {
            throw ProblemException.invalid("country", "ISO 3166-1 alpha-3");
        }
        Trail.Found<SignedPoint> found = trail.checkpoints(of, service(service), caller);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new Checkpoints(
                        found.rows(),
                        AuditKeys.published(keys).getKeys().stream()
                                .map(key -> key.toJSONObject())
                                .toList(),
                        found.missingRegions()));
    }

    private @Nullable Country country(@Nullable String code) {
        if (code == null || code.isEmpty()) {
            return null;
        }
        Country country = Country.of(code);
        topology.partitionOf(country); // one that nobody serves is told so
        return country;
    }

    private static @Nullable String service(@Nullable String name) {
        if (name != null && !Trail.SERVICES.contains(name)) {
            throw ProblemException.invalid("service", "one of " + String.join(", ", Trail.SERVICES));
        }
        return name;
    }

    private static @Nullable Instant time(String name, @Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (java.time.format.DateTimeParseException e) {
            throw ProblemException.invalid(name, "a time like 2026-01-31T12:00:00Z");
        }
    }

    private static EntryId entry(Cursor cursor) {
        try {
            return EntryId.of(cursor.after());
        } catch (MalformedIdException e) {
            throw ProblemException.invalid("cursor", "Take the cursor from the Link header of the page before.");
        }
    }
}
