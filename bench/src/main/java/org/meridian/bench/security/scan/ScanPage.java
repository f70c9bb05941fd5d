package org.meridian.bench.security.scan;

import java.util.List;
import java.util.Map;
import org.meridian.bench.security.wire.Request;
import tools.jackson.databind.json.JsonMapper;

/** A page with a link or a form for each request: what a scanner that can read no API description begins with. */
final class ScanPage {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ScanPage() {}

    static String of(List<Request> requests) {
        StringBuilder page = new StringBuilder("<!DOCTYPE html><html><head><title>Operations</title></head><body>\n");
        page.append("<a href=\"%s\">0</a>\n".formatted(Planted.LINK));
        int number = 0;
        for (Request request : requests) {
            number++;
            if (request.method().equals("GET")) {
                page.append("<a href=\"%s\">%d</a>\n".formatted(escaped(request.target()), number));
            } else if (request.method().equals("POST")) {
                page.append("<form method=\"POST\" action=\"%s\">\n".formatted(escaped(request.target())));
                fields(request)
                        .forEach((name, value) -> page.append("<input type=\"text\" name=\"%s\" value=\"%s\">\n"
                                .formatted(escaped(name), escaped(value))));
                page.append("<input type=\"submit\"></form>\n");
            }
        }
        return page.append("</body></html>\n").toString();
    }

    private static Map<String, String> fields(Request request) {
        byte[] body = request.body();
        if (body == null) {
            return Map.of();
        }
        String text = new String(body, java.nio.charset.StandardCharsets.UTF_8);
        return text.startsWith("{") ? Fields.of(JSON.readValue(text, Map.class)) : Map.of(Fields.TEXT, text);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;");
    }
}
