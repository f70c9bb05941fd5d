package org.meridian.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/** It says what Spring's own says, of every character there is. */
class QuickFirewallTests {

    private static final List<Predicate<String>> SPRINGS = List.of(
            StrictHttpFirewall.ALLOWED_HEADER_NAMES,
            StrictHttpFirewall.ALLOWED_HEADER_VALUES,
            StrictHttpFirewall.ALLOWED_PARAMETER_NAMES,
            StrictHttpFirewall.ALLOWED_PARAMETER_VALUES);

    @Test
    void whatSpringRefusesIsRefusedAndNothingElse() {
        for (Predicate<String> springs : SPRINGS) {
            Predicate<String> quick = QuickFirewall.orElse(springs);
            assertThat(IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                            .mapToObj(Character::toString)
                            .flatMap(character -> List.of(character, "a" + character, character + "a").stream())
                            .filter(text -> quick.test(text) != springs.test(text)))
                    .isEmpty();
            assertThat(quick.test("")).isEqualTo(springs.test(""));
        }
    }
}
