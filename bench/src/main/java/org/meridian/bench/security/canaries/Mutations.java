package org.meridian.bench.security.canaries;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.meridian.bench.security.api.ApiCall;
import org.meridian.bench.security.api.ApiDocument;
import org.meridian.bench.security.api.Filler;
import org.meridian.bench.security.wire.Request;
import tools.jackson.databind.json.JsonMapper;

/** A call made wrongly in every way, with somebody's data wherever there is room for it. */
final class Mutations {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String NO_ID = "DEU-00000000000000000000000000";
    private static final int LONG = 20_000;
    private static final int TOO_LONG = 80_000;

    private final ApiDocument document;
    private final Bird bird;

    Mutations(ApiDocument document, Bird bird) {
        this.document = document;
        this.bird = bird;
    }

    /**
     * One way to be wrong.
     *
     * @param mayBeNamed whether the data stands where an answer has to name it to the one who sent it: a property's name
     */
    record Wrong(Request request, boolean mayBeNamed) {}

    List<Wrong> of(ApiCall call) {
        List<Wrong> all = new ArrayList<>();
        for (String text : bird.texts()) {
            String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
            add(all, plain(call, call.path(v -> encoded)));
            add(all, plain(call, call.path(v -> text.replaceAll("[^A-Za-z0-9-]", ""))));
            String target = call.path(v -> NO_ID);
            StringBuilder query = new StringBuilder("?cursor=" + encoded);
            call.query()
                    .forEach(name -> query.append('&').append(name).append('=').append(encoded));
            add(all, plain(call, target + query));
            all.add(new Wrong(plain(call, target + "?" + encoded + "=1"), true));
            headers(text.replaceAll("[^ -~]", ""))
                    .forEach((name, value) -> add(all, plain(call, target).header(name, value)));
            if (call.hasBody()) {
                bodies(call, target, text, all);
            }
        }
        return all;
    }

    private static void add(List<Wrong> all, Request request) {
        all.add(new Wrong(request, false));
    }

    private Request plain(ApiCall call, String target) {
        Request request = Request.of(call.method(), target);
        return call.hasBody() ? request.body(type(call), json(filled(call))) : request;
    }

    private static String type(ApiCall call) {
        return call.contentTypes().stream()
                .filter(t -> t.contains("json"))
                .findFirst()
                .orElse(call.contentTypes().getFirst());
    }

    private Object filled(ApiCall call) {
        return new Filler(document, bird::textFor).fill(call.schema());
    }

    private void bodies(ApiCall call, String target, String text, List<Wrong> all) {
        Request empty = Request.of(call.method(), target);
        String json = "application/json";
        add(all, empty.body(json, json(new Filler(document, name -> text).fill(call.schema()))));
        add(all, empty.body(json, json(wrongTypes(filled(call), text))));
        add(all, empty.body(json, json(text)));
        add(all, empty.body(json, json(List.of(text, Map.of("name", text)))));
        add(all, empty.body(json, "{\"name\": \"" + text)); // cut off
        add(all, empty.body(json, "{\"name\": " + text + "}")); // no quotes
        add(all, empty.body(json, text + " {}"));
        add(
                all,
                empty.body(
                        json, json(new Filler(document, n -> text.repeat(LONG / text.length())).fill(call.schema()))));
        add(all, empty.body(json, "[" + json(text.repeat(TOO_LONG / text.length())) + "]"));
        add(all, empty.body("text/plain", text));
        add(all, empty.body("application/" + text.replaceAll("[^A-Za-z0-9]", ""), "{}"));
        add(all, empty.body("text/csv", csv(text)));
        Object filled = filled(call);
        if (filled instanceof Map<?, ?> object) {
            Map<Object, Object> more = new LinkedHashMap<>(object);
            more.put(text, 1);
            all.add(new Wrong(empty.body(json, json(more)), true));
        }
    }

    /** The head that a roster or a laboratory's file has, with the text in every field. */
    private static String csv(String text) {
        return "barcode,outcome,testedAt\n" + (text + ",").repeat(2) + text + "\nnationalId,name,type,expiresOn\n"
                + (text + ",").repeat(3) + text + "\n\"" + text;
    }

    private static Object wrongTypes(Object value, String text) {
        if (value instanceof Map<?, ?> object) {
            Map<Object, Object> wrong = new LinkedHashMap<>();
            object.forEach((name, inner) -> wrong.put(name, inner instanceof Map ? text : Map.of("value", text)));
            return wrong;
        }
        return List.of(List.of(text));
    }

    private static Map<String, String> headers(String text) {
        String token = text.replaceAll("[^A-Za-z0-9]", "");
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : List.of(
                "User-Agent",
                "Referer",
                "Cookie",
                "Idempotency-Key",
                "X-Request-Id",
                "traceparent",
                "tracestate",
                "baggage",
                "If-None-Match",
                "Accept",
                "Accept-Language",
                "Forwarded",
                "X-Forwarded-For",
                "X-Meridian-Country",
                "X-Canary")) {
            headers.put(name, text);
        }
        headers.put("X-" + token, "1");
        headers.put("Authorization", "Bearer " + token);
        return headers;
    }

    private static String json(Object value) {
        return JSON.writeValueAsString(value);
    }
}
