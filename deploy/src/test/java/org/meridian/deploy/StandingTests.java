package org.meridian.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class StandingTests {

    @Test
    void theGatewayComesFirstAndTheServicesLastUnlessItIsSaidOtherwise() {
        assertThat(Standing.of(null)).isEqualTo(new Standing(-10, 5));
        assertThat(Standing.of(" ")).isEqualTo(Standing.of(null));
        assertThat(Standing.of(" 0 ")).isEqualTo(new Standing(0, 0));
        assertThat(Standing.of("19")).isEqualTo(new Standing(-19, 19));
        assertThatExceptionOfType(DeployException.class).isThrownBy(() -> Standing.of("-1"));
        assertThatExceptionOfType(DeployException.class).isThrownBy(() -> Standing.of("20"));
    }
}
