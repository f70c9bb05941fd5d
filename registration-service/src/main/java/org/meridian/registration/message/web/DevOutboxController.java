package org.meridian.registration.message.web;

import java.util.List;
import org.meridian.platform.problem.ProblemException;
import org.meridian.registration.message.LocalOutbox;
import org.meridian.registration.person.Phone;
import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Profile("local")
class DevOutboxController {

    private final LocalOutbox outbox;

    DevOutboxController(LocalOutbox outbox) {
        this.outbox = outbox;
    }

    @GetMapping("/dev/outbox")
    List<LocalOutbox.SentCode> codes(@RequestParam String phone) {
        return outbox.codes(parse(phone));
    }

    @GetMapping("/dev/outbox/notices")
    List<LocalOutbox.SentNotice> notices(@RequestParam String phone) {
        return outbox.notices(parse(phone));
    }

    private static Phone parse(String phone) {
        try {
            return new Phone(phone.replaceFirst("^ ", "+")); // a plus that nobody escaped
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("phone", String.valueOf(e.getMessage()));
        }
    }
}
