package org.meridian.sampling.offline.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.id.SiteId;
import org.meridian.platform.idempotency.Once;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.meridian.platform.token.Caller;
import org.meridian.sampling.offline.BatchItem;
import org.meridian.sampling.offline.ItemOutcome;
import org.meridian.sampling.offline.OfflineDesk;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What a desk collected without a network. */
@RestController
class OfflineController {

    private static final int MOST = 5_000;

    private final OfflineDesk desk;

    OfflineController(OfflineDesk desk) {
        this.desk = desk;
    }

    /** Two batches may carry the same new client id at once: the one that comes second looks again, and finds it sent. */
    @PostMapping("/v1/sites/{siteId}/samples/batch")
    @Operation(
            summary = "What a desk did without a network: tubes opened (capacity), samples, tubes sealed (sealedAt)",
            description = "At most 5,000 items, each with its own outcome, in the order of the batch. Times are by the"
                    + " desk's clock, up to two hours off, up to 72 hours ago. Everything may be sent again, in any order"
                    + " of batches: what has happened is a DUPLICATE, what was REJECTED left no trace.")
    @ApiResponse(
            responseCode = "200",
            description = "Done",
            content = @Content(array = @ArraySchema(schema = @Schema(implementation = ItemOutcome.class))))
    ResponseEntity<?> take(
            @PathVariable SiteId siteId, @RequestBody List<@Nullable BatchItem> items, Caller caller, Once once) {
        if (items.size() > MOST) {
            throw new ProblemException(ProblemType.TOO_LARGE, "A batch has at most " + MOST + " items.");
        }
        Supplier<ResponseEntity<?>> taking = () -> once.in(
                siteId.country(), () -> desk.check(items, siteId), batch -> ResponseEntity.ok(batch.take(caller)));
        try {
            return taking.get();
        } catch (DuplicateKeyException sentTwiceAtOnce) {
            return taking.get();
        }
    }
}
