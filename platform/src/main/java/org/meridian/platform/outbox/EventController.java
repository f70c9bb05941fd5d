package org.meridian.platform.outbox;

import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import org.meridian.platform.token.Role;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Where other services deliver their events. */
@RestController
final class EventController {

    private final Inbox inbox;

    EventController(Inbox inbox) {
        this.inbox = inbox;
    }

    @PostMapping(EventClient.PATH)
    @RolesAllowed(Role.Names.SERVICE)
    List<Verdict> deliver(@RequestBody List<Event> events) {
        return inbox.handle(events);
    }
}
