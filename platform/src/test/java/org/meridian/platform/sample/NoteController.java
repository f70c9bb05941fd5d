package org.meridian.platform.sample;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.IdGenerator;
import org.meridian.platform.id.SiteId;
import org.meridian.platform.idempotency.Once;
import org.meridian.platform.token.Caller;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class NoteController {

    private final JdbcClient jdbc;
    private final IdGenerator ids;
    final AtomicInteger ended = new AtomicInteger();
    volatile CountDownLatch gate = new CountDownLatch(0);

    NoteController(JdbcClient jdbc, IdGenerator ids) {
        this.jdbc = jdbc;
        this.ids = ids;
    }

    record WriteNote(
            Country country,
            @NotBlank String title,
            @Nullable Instant due,
            @Nullable LocalDate day,
            @Nullable Integer copies) {}

    record NoteView(UUID id, String title) {}

    @PostMapping("/v1/notes")
    ResponseEntity<?> write(@Valid @RequestBody WriteNote note, Once once) {
        return once.in(
                note.country(),
                () -> {
                    try {
                        gate.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return note;
                },
                prepared -> {
                    NoteView view = new NoteView(ids.nextUuid(), note.title());
                    jdbc.sql("INSERT INTO note (id, country_code, title) VALUES (:id, :country, :title)")
                            .param("id", view.id())
                            .param("country", note.country().code())
                            .param("title", view.title())
                            .update();
                    return ResponseEntity.status(201).body(view);
                });
    }

    @GetMapping("/v1/sites/{site}/notes")
    String ofSite(@PathVariable SiteId site, Caller caller) {
        return caller.subject();
    }

    @GetMapping("/v1/open")
    String open() {
        return "open";
    }

    /** Longer than all buffers on the way. */
    @GetMapping("/v1/long")
    void longAnswer(HttpServletResponse response) throws IOException {
        try {
            for (int i = 0; i < 1000; i++) {
                response.getOutputStream().write(new byte[100_000]);
            }
        } finally {
            ended.incrementAndGet();
        }
    }

    @GetMapping("/v1/broken")
    String broken() {
        throw new IllegalStateException("secret detail");
    }
}
