package org.meridian.sampling.staff.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import org.meridian.platform.audit.Audit;
import org.meridian.platform.id.SiteId;
import org.meridian.platform.id.StaffId;
import org.meridian.platform.idempotency.Once;
import org.meridian.platform.token.Caller;
import org.meridian.sampling.staff.AddStaff;
import org.meridian.sampling.staff.SiteStaff;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** A site's staff, named by its administrator. */
@RestController
class SiteStaffController {

    private final SiteStaff staff;
    private final Audit audit;

    SiteStaffController(SiteStaff staff, Audit audit) {
        this.audit = audit;
        this.staff = staff;
    }

    record Added(StaffId staffId) {}

    @Operation(summary = "Give somebody a role at a site")
    @PostMapping("/v1/sites/{siteId}/staff")
    @ApiResponse(
            responseCode = "201",
            description = "Done",
            content = @Content(schema = @Schema(implementation = Added.class)))
    ResponseEntity<?> add(@PathVariable SiteId siteId, @Valid @RequestBody AddStaff command, Caller caller, Once once) {
        return once.in(siteId.country(), () -> staff.account(siteId, command, caller), account -> {
            staff.record(siteId, account, command, caller.staffId());
            audit.record(
                    siteId.country(),
                    "site.staff-added",
                    caller,
                    account.toString(),
                    command.role() + " at " + siteId + " until " + command.expiresAt());
            return ResponseEntity.status(HttpStatus.CREATED).body(new Added(account));
        });
    }
}
