package org.meridian.platform.test;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Bodies that no honest client sends, and heads that tell lies about them. */
final class HostileBodies {

    private final HostileRequests requests;

    HostileBodies(HostileRequests requests) {
        this.requests = requests;
    }

    void bodies(String honest, String text) {
        for (int depth : new int[] {33, 100, 1000, 10_000}) {
            requests.json("arrays " + depth, with(honest, text, "[".repeat(depth) + "]".repeat(depth)));
            requests.json("objects " + depth, with(honest, text, "{\"a\":".repeat(depth) + "1" + "}".repeat(depth)));
            requests.json("unclosed " + depth, "[".repeat(depth));
            requests.json("unknown and deep " + depth, with(honest, "unknown", "[".repeat(depth) + "]".repeat(depth)));
        }
        for (String number : List.of(
                "1".repeat(65),
                "1".repeat(10_000),
                "-" + "9".repeat(500),
                "1e400",
                "1e999999999",
                "1e-999999999",
                "-0",
                "NaN",
                "Infinity",
                "-Infinity",
                "0x10",
                "01",
                "+1",
                ".5",
                "1.",
                "1e",
                "1_000",
                "٣",
                "9223372036854775808")) {
            requests.json("number " + HostileRequests.brief(number), with(honest, text, number));
            requests.json("country " + HostileRequests.brief(number), with("{}", "country", number));
        }
        for (String value : List.of(
                "null",
                "true",
                "[]",
                "{}",
                "\"\\u0000\"",
                "\"a\\u0000b\"",
                "\"\\ud800\"",
                "\"\\udc00\"",
                "\"\\udc00\\ud800\"",
                "\"\\ud83d\"",
                "\"\\uD83Dx\"",
                "\"\\uZZZZ\"",
                "\"\\x41\"",
                "\"unclosed",
                "'single'",
                "\"tab\tinside\"",
                "\"line\ninside\"",
                "\"" + "x".repeat(70_000) + "\"")) {
            requests.json("value " + HostileRequests.brief(value), with(honest, text, value));
            requests.json("country " + HostileRequests.brief(value), with("{}", "country", value));
            requests.json("unknown " + HostileRequests.brief(value), with(honest, "unknown", value));
        }
        for (String whole : List.of(
                "",
                " ",
                "null",
                "true",
                "5",
                "\"x\"",
                "[]",
                "[null]",
                "{",
                "}",
                "{}",
                "{}{}",
                "{},",
                "{\"\":1}",
                "{1:1}",
                "{\"a\"}",
                "{\"a\":}",
                "{,}",
                "/* */{}",
                "// x\n{}",
                "#{}",
                "<a/>",
                "a=b",
                "\u0000",
                "{}\u0000",
                "\ufeff" + honest,
                honest + honest,
                honest + "x",
                honest + "]",
                "[" + honest + "]",
                honest.replace('"', '\''),
                honest.substring(0, honest.length() - 1),
                honest.replaceFirst("}$", ",}"))) {
            requests.json("body " + HostileRequests.brief(whole), whole);
        }
        requests.json("property twice", with(honest, "country", "\"USA\""));
        requests.json("property twice, escaped", with(honest, "c\\u006funtry", "\"USA\""));
        requests.json("name of 300", with(honest, "n".repeat(300), "1"));
        requests.json("name of 60000", with(honest, "n".repeat(60_000), "1"));
        StringBuilder many = new StringBuilder("{");
        for (int i = 0; i < 5000; i++) {
            many.append("\"p").append(i).append("\":1,");
        }
        requests.json("5000 properties", many.append("\"q\":1}").toString());
        for (String name : List.of("__proto__", "constructor", "class", "@class", "@type", "$ref", "")) {
            requests.json("property " + name, with(honest, name, "{\"a\":1}"));
        }
    }

    /** Texts that are no UTF-8, or other encodings altogether. */
    void bytes(String honest, String text) {
        Map<String, int[]> sequences = Map.of(
                "overlong null", new int[] {0xc0, 0x80},
                "overlong slash", new int[] {0xc0, 0xaf},
                "surrogate", new int[] {0xed, 0xa0, 0x80},
                "beyond unicode", new int[] {0xf5, 0x80, 0x80, 0x80},
                "five bytes", new int[] {0xf8, 0x88, 0x80, 0x80, 0x80},
                "lone continuation", new int[] {0x80},
                "cut", new int[] {0xe2, 0x82},
                "not at all", new int[] {0xff, 0xfe},
                "null", new int[] {0},
                "escape", new int[] {0x1b, '[', '2', 'J'});
        sequences.forEach((what, sequence) -> {
            byte[] body = with(honest, text, "\"###\"").getBytes(StandardCharsets.ISO_8859_1);
            requests.post("bytes " + what, "Content-Type: application/json\r\n", splice(body, sequence));
            requests.post(
                    "bare bytes " + what,
                    "Content-Type: application/json\r\n",
                    splice("###".getBytes(StandardCharsets.UTF_8), sequence));
        });
        requests.post("UTF-16", "Content-Type: application/json\r\n", (honest + "x").getBytes(StandardCharsets.UTF_16));
        requests.post("UTF-32", "Content-Type: application/json\r\n", (honest + "x").getBytes(StandardCharsets.UTF_32));
        requests.post("gzip", "Content-Type: application/json\r\n", new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0});
    }

    private static byte[] splice(byte[] body, int[] sequence) {
        String latin = new String(body, StandardCharsets.ISO_8859_1);
        StringBuilder in = new StringBuilder();
        for (int b : sequence) {
            in.append((char) b);
        }
        return latin.replace("###", in).getBytes(StandardCharsets.ISO_8859_1);
    }

    void contentHeaders(String honest) {
        for (String type : List.of(
                "text/plain",
                "text/xml",
                "application/xml",
                "multipart/form-data",
                "multipart/form-data; boundary=x",
                "application/x-www-form-urlencoded",
                "*/*",
                "application/*",
                "json",
                "/",
                ";",
                "application/json; charset=utf-7",
                "application/json; charset=nonsense",
                "application/json; charset=",
                "application/json; charset=\"",
                "application/json;" + "a=b;".repeat(1000),
                "application/x-java-serialized-object",
                "text/csv")) {
            requests.post(
                    "content type " + HostileRequests.brief(type),
                    "Content-Type: " + type + "\r\n",
                    (honest + "x").getBytes(StandardCharsets.UTF_8));
        }
        requests.post("no content type", "", honest.getBytes(StandardCharsets.UTF_8));
        for (String encoding :
                List.of("gzip", "x-gzip", "deflate", "br", "zstd", "compress", "gzip, gzip", "nonsense")) {
            requests.post(
                    "content encoding " + encoding,
                    "Content-Type: application/json\r\nContent-Encoding: " + encoding + "\r\n",
                    honest.getBytes(StandardCharsets.UTF_8));
        }
        for (String accept : List.of("text/html", "nonsense", "application/xml;q=2", ",".repeat(500))) {
            requests.post(
                    "accept " + HostileRequests.brief(accept),
                    "Content-Type: application/json\r\nAccept: " + accept + "\r\n",
                    "{}".getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The object with one property more, or with another value for one that it has. */
    private static String with(String object, String property, String value) {
        String quoted = "\"" + property + "\":";
        boolean isText = object.contains(quoted + "\"") && !property.equals("country");
        return isText
                ? object.replaceFirst(
                        java.util.regex.Pattern.quote(quoted) + "\"[^\"]*\"",
                        java.util.regex.Matcher.quoteReplacement(quoted + value))
                : object.replaceFirst(
                        "}$",
                        java.util.regex.Matcher.quoteReplacement(
                                (object.length() > 2 ? "," : "") + quoted + value + "}"));
    }
}
