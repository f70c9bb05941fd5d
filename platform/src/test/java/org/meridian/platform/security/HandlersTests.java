package org.meridian.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.meridian.platform.access.Verb;
import org.meridian.platform.security.Handlers.Mapped;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.support.StaticWebApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Point 1: no way into a controller is overlooked. */
class HandlersTests {

    @RestController
    static class Several {

        @RequestMapping(
                path = {"/v1/a", "/v1/b"},
                method = {RequestMethod.GET, RequestMethod.POST})
        void handle() {}

        @RequestMapping("/v1/any")
        void any() {}
    }

    @RestController
    static class ErrorPages implements ErrorController {

        @RequestMapping("/error")
        void handle() {}
    }

    @Test
    void point1EveryMethodAndEveryPatternIsAnEntryOfItsOwn() {
        try (StaticWebApplicationContext context = new StaticWebApplicationContext()) {
            context.registerSingleton("several", Several.class);
            context.registerSingleton("errors", ErrorPages.class);
            context.refresh();
            RequestMappingHandlerMapping mapping = new RequestMappingHandlerMapping();
            mapping.setApplicationContext(context);
            mapping.afterPropertiesSet();
            List<Mapped> found = Handlers.of(mapping);
            assertThat(found)
                    .containsExactlyInAnyOrder(
                            new Mapped(Optional.of(Verb.GET), "/v1/a"),
                            new Mapped(Optional.of(Verb.POST), "/v1/a"),
                            new Mapped(Optional.of(Verb.GET), "/v1/b"),
                            new Mapped(Optional.of(Verb.POST), "/v1/b"),
                            new Mapped(Optional.empty(), "/v1/any"));
            assertThat(found.stream().map(Mapped::toString)).contains("GET /v1/a", "any method /v1/any");
        }
    }

    @Test
    void point1EveryMethodOfHttpThatAControllerTakesHasItsVerb() {
        assertThat(Handlers.verb("GET")).contains(Verb.GET);
        assertThat(Handlers.verb("HEAD")).as("GET without the body").contains(Verb.GET);
        assertThat(Handlers.verb("POST")).contains(Verb.POST);
        assertThat(Handlers.verb("PUT")).contains(Verb.PUT);
        assertThat(Handlers.verb("PATCH")).contains(Verb.PATCH);
        assertThat(Handlers.verb("DELETE")).contains(Verb.DELETE);
        assertThat(Handlers.verb("TRACE")).isEmpty();
    }
}
