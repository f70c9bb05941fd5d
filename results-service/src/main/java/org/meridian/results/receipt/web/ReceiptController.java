package org.meridian.results.receipt.web;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.token.Caller;
import org.meridian.platform.web.Cursor;
import org.meridian.results.receipt.Receipt;
import org.meridian.results.receipt.ReceiptId;
import org.meridian.results.receipt.Receipts;
import org.meridian.results.receipt.State;
import org.meridian.results.receipt.Summary;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What became of uploads, and becomes of those that run. */
@RestController
class ReceiptController {

    private final Receipts receipts;
    private final ReceiptEvents events;

    ReceiptController(Receipts receipts, ReceiptEvents events) {
        this.receipts = receipts;
        this.events = events;
    }

    @Operation(summary = "An upload's receipt", description = "Also while it runs: its rows so far, state and percent.")
    @GetMapping("/v1/results/receipts/{receiptId}")
    ResponseEntity<Receipt> receipt(@PathVariable ReceiptId receiptId, Caller caller) {
        Receipt receipt = visible(receiptId, caller);
        return ResponseEntity.ok()
                .eTag("\"" + receipt.state() + "-" + receipt.received() + "-" + receipt.percent() + "\"")
                .body(receipt);
    }

    @Operation(summary = "Own uploads, the newest first", description = "Each without the rejected rows.")
    @GetMapping("/v1/results/receipts")
    ResponseEntity<List<Summary>> mine(
            @RequestParam(required = false) @Nullable State state,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller) {
        return Cursor.page(
                receipts.of(caller.home(), caller.subject(), state, Cursor.of(cursor)),
                summary -> summary.receiptId().toString());
    }

    @Operation(
            summary = "Watch an upload",
            description =
                    "Server-sent events: `progress` with the receipt without its rejections whenever it has changed, "
                            + "until one is `done`, `failed` or `interrupted`, which ends the stream.")
    @GetMapping(path = "/v1/results/receipts/{receiptId}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void events(@PathVariable ReceiptId receiptId, Caller caller, HttpServletResponse response) throws IOException {
        visible(receiptId, caller);
        events.send(receiptId, response);
    }

    /** Somebody else's receipt is as if it did not exist: it names tubes. */
    private Receipt visible(ReceiptId receiptId, Caller caller) {
        return receipts.find(receiptId, caller.subject()).orElseThrow(() -> ProblemException.notFound("receipt"));
    }
}
