package org.meridian.platform.carrier;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.IdGenerator;
import org.meridian.platform.idempotency.Once;
import org.meridian.platform.token.Caller;
import org.meridian.platform.web.Trace;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class CarriedController {

    private final JdbcClient jdbc;
    private final IdGenerator ids;
    final AtomicInteger begun = new AtomicInteger();
    final AtomicInteger ended = new AtomicInteger();
    volatile CountDownLatch gate = new CountDownLatch(0);

    CarriedController(JdbcClient jdbc, IdGenerator ids) {
        this.jdbc = jdbc;
        this.ids = ids;
    }

    record Said(@NotBlank String text, @Nullable Map<String, Object> more) {}

    record Note(Country country, @NotBlank String title) {}

    /** All that a handler can see of whose call it is. */
    @PostMapping("/v1/echo")
    Map<String, Object> echo(
            @Valid @RequestBody Said said,
            @RequestParam(required = false) @Nullable String q,
            Caller caller,
            HttpServletRequest request) {
        begun.incrementAndGet();
        Map<String, Object> seen = new TreeMap<>();
        seen.put("text", said.text());
        seen.put("q", String.valueOf(q));
        seen.put("subject", caller.subject());
        seen.put("uri", request.getRequestURI());
        seen.put("url", request.getRequestURL().toString());
        seen.put("query", String.valueOf(request.getQueryString()));
        seen.put("length", request.getContentLengthLong());
        seen.put("type", String.valueOf(request.getContentType()));
        seen.put("scheme", request.getScheme() + request.isSecure());
        seen.put("from", request.getRemoteAddr());
        seen.put("local", request.getLocalPort());
        seen.put("locale", request.getLocale().toLanguageTag());
        seen.put("note", Collections.list(request.getHeaders("X-Note")));
        seen.put("traceId", Trace.id().orElse(""));
        seen.put("request", Trace.requestId().orElse(""));
        return seen;
    }

    @PostMapping("/v1/notes")
    ResponseEntity<?> write(@Valid @RequestBody Note note, Caller caller, Once once) {
        return once.in(note.country(), () -> {
            UUID id = ids.nextUuid();
            jdbc.sql("INSERT INTO note (id, country_code, title) VALUES (:id, :country, :title)")
                    .param("id", id)
                    .param("country", note.country().code())
                    .param("title", note.title())
                    .update();
            return ResponseEntity.status(201).body(Map.of("id", id, "of", caller.subject()));
        });
    }

    @GetMapping("/v1/me/nothing")
    ResponseEntity<Void> nothing() {
        return ResponseEntity.noContent().build();
    }

    /** Small, so that the filter gives it an ETag. */
    @GetMapping("/v1/me/tagged")
    String tagged() {
        return "the same as ever: \u00e9";
    }

    @GetMapping("/v1/me/broken")
    String broken() {
        throw new IllegalStateException("secret detail");
    }

    @GetMapping("/v1/me/late")
    Callable<String> late() {
        return () -> "on another thread";
    }

    @GetMapping("/v1/me/long")
    byte[] longAnswer() {
        return new byte[2_000_000];
    }

    @GetMapping("/v1/me/hung-up")
    void hungUp(HttpServletResponse response) throws IOException {
        response.getOutputStream().write("begun".getBytes(StandardCharsets.US_ASCII));
        response.flushBuffer();
        throw new IOException("Broken pipe");
    }

    /** In many pieces. */
    @GetMapping("/v1/me/many")
    void many(HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        for (int i = 0; i < 20_000; i++) {
            response.getOutputStream().write("0123456789".getBytes(StandardCharsets.US_ASCII));
            response.flushBuffer();
        }
    }

    @GetMapping("/v1/me/slow")
    String slow() throws InterruptedException {
        begun.incrementAndGet();
        gate.await();
        ended.incrementAndGet();
        return "at last";
    }
}
