package org.meridian.platform.security;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.meridian.platform.access.AccessTable;
import org.meridian.platform.access.Admission;
import org.meridian.platform.access.Operation;
import org.meridian.platform.access.Verb;
import org.meridian.platform.access.Whose;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.support.StaticWebApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Point 1: a service with a call that the table lacks does not start. */
class UnlistedHandlersTests {

    private static final List<Operation> BOTH = List.of(row(Verb.GET, "/v1/things/{id}"), row(Verb.POST, "/v1/things"));

    @RestController
    @RequestMapping("/v1/things")
    static class Things {

        @GetMapping("/{id}")
        String one() {
            return "";
        }

        @PostMapping
        void make() {}
    }

    @RestController
    static class OfAnyMethod {

        @RequestMapping("/v1/anything")
        void handle() {}
    }

    @Test
    void point1WhatTheTableListsStarts() {
        assertThatCode(() -> start("sampling", BOTH, Things.class)).doesNotThrowAnyException();
    }

    @Test
    void point1EachCallThatTheTableLacksStopsTheStartAndIsNamed() {
        assertThatThrownBy(() -> start("sampling", List.of(BOTH.getFirst()), Things.class))
                .hasMessageContaining("No row of sampling")
                .hasMessageContaining("POST /v1/things")
                .hasMessageNotContaining("GET");
        assertThatThrownBy(() -> start("sampling", List.of(), Things.class))
                .hasMessageContaining("GET /v1/things/{id}, POST /v1/things");
    }

    @Test
    void point1AnotherServicesRowIsNoneOfThisOne() {
        assertThatThrownBy(() -> start("results", BOTH, Things.class)).hasMessageContaining("No row of results");
    }

    @Test
    void point1AMappingThatTakesEveryMethodIsNeverListed() {
        List<Operation> rows = new ArrayList<>();
        for (Verb verb : Verb.values()) {
            rows.add(row(verb, "/v1/anything"));
        }
        assertThatThrownBy(() -> start("sampling", rows, OfAnyMethod.class))
                .hasMessageContaining("any method /v1/anything");
    }

    private static void start(String service, List<Operation> rows, Class<?> controller) {
        StaticWebApplicationContext context = new StaticWebApplicationContext();
        context.registerSingleton("controller", controller);
        context.registerSingleton("mapping", RequestMappingHandlerMapping.class);
        context.refresh();
        new UnlistedHandlers(
                        new AccessTable(rows), service, context.getBeanProvider(RequestMappingHandlerMapping.class))
                .afterSingletonsInstantiated();
    }

    private static Operation row(Verb verb, String pattern) {
        return new Operation("sampling", verb, pattern, new Admission.Anyone(Whose.PUBLIC), false);
    }
}
