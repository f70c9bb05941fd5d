package org.meridian.sampling.site.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Topology;
import org.meridian.platform.audit.Audit;
import org.meridian.platform.id.IdGenerator;
import org.meridian.platform.id.SiteId;
import org.meridian.platform.idempotency.Once;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.token.Caller;
import org.meridian.platform.token.Role;
import org.meridian.platform.web.Cursor;
import org.meridian.platform.web.MissingRegions;
import org.meridian.sampling.site.DecideSite;
import org.meridian.sampling.site.RegisterSite;
import org.meridian.sampling.site.SiteAccess;
import org.meridian.sampling.site.SiteDirectory;
import org.meridian.sampling.site.SiteOffice;
import org.meridian.sampling.site.SiteStatus;
import org.meridian.sampling.site.SiteView;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Sites: registered by their administrators, decided on by auditors. */
@RestController
@RequestMapping("/v1/sites")
class SiteController {

    private final SiteOffice office;
    private final SiteDirectory directory;
    private final Topology topology;
    private final Audit audit;
    private final IdGenerator ids;

    SiteController(SiteOffice office, SiteDirectory directory, Topology topology, IdGenerator ids, Audit audit) {
        this.audit = audit;
        this.office = office;
        this.directory = directory;
        this.topology = topology;
        this.ids = ids;
    }

    @Operation(summary = "Register a site")
    @PostMapping
    @ApiResponse(
            responseCode = "201",
            description = "Done",
            content = @Content(schema = @Schema(implementation = SiteView.class)))
    ResponseEntity<?> register(@Valid @RequestBody RegisterSite command, Caller caller, Once once) {
        Country country = Country.of(command.country());
        topology.regionOf(country); // one that nobody serves ends here, 422
        SiteAccess.mustBeHome(country, caller);
        SiteId id = ids.next(country, SiteId::new);
        return once.in(country, () -> {
            SiteView site = office.register(id, command, caller);
            audit.record(country, "site.registered", caller, id.toString(), "");
            return ResponseEntity.created(URI.create("/v1/sites/" + id)).body(site);
        });
    }

    @Operation(summary = "A site")
    @GetMapping("/{siteId}")
    SiteView show(@PathVariable SiteId siteId, Caller caller) {
        return office.show(siteId, caller);
    }

    @Operation(summary = "Approve or reject a site")
    @PostMapping("/{siteId}/decision")
    @ApiResponse(
            responseCode = "200",
            description = "Done",
            content = @Content(schema = @Schema(implementation = SiteView.class)))
    ResponseEntity<?> decide(
            @PathVariable SiteId siteId, @Valid @RequestBody DecideSite command, Caller caller, Once once) {
        return once.in(siteId.country(), () -> {
            SiteView site = office.decide(siteId, command, caller);
            audit.record(
                    siteId.country(),
                    "site.decided",
                    caller,
                    siteId.toString(),
                    command.decision().name());
            return ResponseEntity.ok(site);
        });
    }

    /** Auditors see the sites of all regions, or of one country; administrators their own. */
    @Operation(summary = "The own sites, or for an auditor those of all regions")
    @GetMapping
    ResponseEntity<List<SiteView>> list(
            @RequestParam @Nullable SiteStatus status,
            @RequestParam @Nullable String country,
            @RequestParam @Nullable String cursor,
            Caller caller) {
        SiteDirectory.Query query = new SiteDirectory.Query(status, after(cursor));
        if (!caller.is(Role.AUDITOR)) {
            return page(directory.of(caller.staffId(), query));
        }
        if (country != null) {
            return page(directory.in(Country.of(country), query));
        }
        SiteDirectory.Listing listing = directory.everywhere(query);
        ResponseEntity<List<SiteView>> page = page(listing.sites());
        return listing.missingRegions().isEmpty()
                ? page
                : ResponseEntity.ok()
                        .headers(page.getHeaders())
                        .header(MissingRegions.HEADER, String.join(", ", listing.missingRegions()))
                        .body(page.getBody());
    }

    private static ResponseEntity<List<SiteView>> page(List<SiteView> sites) {
        return Cursor.page(sites, site -> site.siteId().id().toString());
    }

    private static @Nullable UUID after(@Nullable String cursor) {
        Cursor given = Cursor.of(cursor);
        try {
            return given == null ? null : UUID.fromString(given.after());
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("cursor", "Take the cursor from the Link header of the page before.");
        }
    }
}
