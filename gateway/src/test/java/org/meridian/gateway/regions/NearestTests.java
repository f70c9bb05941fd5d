package org.meridian.gateway.regions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meridian.db.topology.Region;
import org.meridian.db.topology.Topology;
import org.meridian.gateway.token.CallerFixtures;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

class NearestTests {

    private final Topology topology = Topology.load();
    private final Nearest nearest = new Nearest(topology, topology.region("eu"));

    @ParameterizedTest
    @CsvSource({"'25.03,121.56', ap", "' 40.7 , -74.0 ', us", "'52.5,13.4', eu", "'-33.9,151.2', ap"})
    void aPositionDecidesFirst(String position, String first) {
        assertThat(nearest.to(at(position))).first().extracting(Region::name).isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "a,b", "91,0", "0,181", "NaN,NaN", "1,2,3", "Infinity,0"})
    void aPositionThatIsNoneIsPassedOver(String position) {
        assertThat(nearest.to(at(position))).first().extracting(Region::name).isEqualTo("eu");
    }

    @Test
    void theCallersCountryComesNextAndThenWhereTheGatewayStands() {
        MockServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/"));
        assertThat(nearest.to(exchange)).extracting(Region::name).containsExactly("eu", "us", "ap");
        CallerFixtures.calls(exchange, "TWN");
        assertThat(nearest.to(exchange)).first().extracting(Region::name).isEqualTo("ap");
    }

    private static MockServerWebExchange at(String position) {
        return MockServerWebExchange.from(MockServerHttpRequest.get("/").header(Nearest.POSITION, position));
    }
}
