package org.meridian.platform.test;

import com.nimbusds.jose.jwk.OctetKeyPair;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Other algorithms, other keys, and headers that say where to take the key from. */
final class ForgedHeaders {

    private final ForgedTokens forged;

    private ForgedHeaders(ForgedTokens forged) {
        this.forged = forged;
    }

    static void addTo(ForgedTokens forged) {
        ForgedHeaders headers = new ForgedHeaders(forged);
        headers.withoutSignature();
        headers.macs();
        headers.otherSignatures();
        headers.namesOfKeys();
        headers.embeddedKeys();
        headers.otherFormats();
    }

    private void withoutSignature() {
        for (String none : List.of("none", "None", "NONE", "nOnE", "")) {
            String header = Crypto.base64("{\"alg\":\"" + none + "\",\"kid\":\"" + forged.kid + "\"}");
            forged.add("algorithm '" + none + "', no signature", header + "." + payload() + ".");
            forged.add("algorithm '" + none + "', some signature", header + "." + payload() + "." + genuineSignature());
        }
        forged.add("algorithm none, no name of a key", Crypto.base64("{\"alg\":\"none\"}") + "." + payload() + ".");
        forged.add(
                "genuine header, no signature", Crypto.base64(ForgedTokens.header(forged.kid)) + "." + payload() + ".");
    }

    private void macs() {
        Map<String, byte[]> secrets = new LinkedHashMap<>();
        secrets.put("the public key", forged.key.getDecodedX());
        secrets.put("the public key's text", forged.key.getX().toString().getBytes(StandardCharsets.US_ASCII));
        secrets.put("the published file", forged.publishedKeys().getBytes(StandardCharsets.UTF_8));
        secrets.put("the published key", forged.key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8));
        secrets.put("'secret'", "secret".getBytes(StandardCharsets.US_ASCII));
        secrets.put("a zero", new byte[1]);
        for (String bits : List.of("256", "384", "512")) {
            secrets.forEach((what, secret) -> {
                String input =
                        Crypto.base64("{\"alg\":\"HS" + bits + "\",\"kid\":\"" + forged.kid + "\"}") + "." + payload();
                forged.add(
                        "HS" + bits + " with " + what,
                        input + "." + Crypto.base64(Crypto.hmac("HmacSHA" + bits, secret, input)));
            });
        }
    }

    private void otherSignatures() {
        Map<String, java.util.function.Function<String, byte[]>> others = new LinkedHashMap<>();
        others.put("RS256", forged.crypto::rs256);
        others.put("PS256", forged.crypto::ps256);
        others.put("ES256", forged.crypto::es256);
        others.put("ES384", forged.crypto::es384);
        others.forEach((algorithm, signer) -> {
            String input =
                    Crypto.base64("{\"alg\":\"" + algorithm + "\",\"kid\":\"" + forged.kid + "\"}") + "." + payload();
            forged.add(algorithm + " with the forger's key", input + "." + Crypto.base64(signer.apply(input)));
            String genuine = Crypto.base64(ForgedTokens.header(forged.kid)) + "." + payload();
            forged.add(algorithm + " under a genuine header", genuine + "." + Crypto.base64(signer.apply(genuine)));
        });
        for (String name : List.of("\"Ed25519\"", "\"eddsa\"", "\"ES256\"", "[\"EdDSA\"]", "null", "1")) {
            forged.add(
                    "the genuine signature called " + name.replace('"', '\''),
                    forged.genuinelySigned("{\"alg\":" + name + ",\"kid\":\"" + forged.kid + "\"}", forged.payload()));
        }
        forged.add(
                "no algorithm, genuinely signed",
                forged.genuinelySigned("{\"kid\":\"" + forged.kid + "\"}", forged.payload()));
    }

    private void namesOfKeys() {
        String name = "registration-" + forged.region;
        OctetKeyPair own = Crypto.ownKey(forged.kid);
        forged.add(
                "the forger's key under the genuine name",
                forged.signed(own, ForgedTokens.header(forged.kid), forged.payload()));
        for (String kid : List.of(
                name + ".999",
                name + ".0",
                name + ".01",
                name,
                "registration-xx.1",
                "",
                "../../../../dev/null",
                "/dev/null",
                "../" + name + ".1",
                name + ".1\\u0000",
                "' OR 1=1 --",
                "http://127.0.0.1:1/key",
                name.toUpperCase(java.util.Locale.ROOT) + ".1")) {
            forged.add("key name '" + kid + "', the forger's key", forged.signed(own, json(kid), forged.payload()));
            forged.add("key name '" + kid + "', the genuine key", forged.genuinelySigned(json(kid), forged.payload()));
        }
        for (String kid : List.of("null", "1", "[\"" + forged.kid + "\"]", "{\"a\":\"" + forged.kid + "\"}")) {
            forged.add(
                    "key name of another type: " + kid.replace('"', '\''),
                    forged.genuinelySigned("{\"alg\":\"EdDSA\",\"kid\":" + kid + "}", forged.payload()));
        }
        forged.add("no key name", forged.genuinelySigned("{\"alg\":\"EdDSA\"}", forged.payload()));
        forged.add(
                "two key names",
                forged.genuinelySigned(
                        "{\"alg\":\"EdDSA\",\"kid\":\"sampling.1\",\"kid\":\"" + forged.kid + "\"}", forged.payload()));
        forged.add(
                "two algorithms",
                forged.genuinelySigned(
                        "{\"alg\":\"none\",\"alg\":\"EdDSA\",\"kid\":\"" + forged.kid + "\"}", forged.payload()));
        for (String service : List.of("sampling", "results", "checkin", "sharing", "registration")) {
            OctetKeyPair key = forged.newest(service);
            forged.add(
                    "a person's claims by the key of " + service,
                    forged.signed(key, ForgedTokens.header(key.getKeyID()), forged.payload()));
            forged.add(
                    "the key of " + service + " under the people's name",
                    forged.signed(key, ForgedTokens.header(forged.kid), forged.payload()));
        }
        OctetKeyPair foreign = forged.newest("registration-" + forged.otherRegion());
        forged.add(
                "another region's key for this country",
                forged.signed(foreign, ForgedTokens.header(foreign.getKeyID()), forged.payload()));
        forged.add(
                "another region's key under this region's name",
                forged.signed(foreign, ForgedTokens.header(forged.kid), forged.payload()));
    }

    private void embeddedKeys() {
        OctetKeyPair own = Crypto.ownKey("forger");
        String jwk = own.toPublicJWK().toJSONString();
        Map<String, String> extras = new LinkedHashMap<>();
        extras.put("jwk", jwk);
        extras.put("jku", "\"http://127.0.0.1:1/jwks.json\"");
        extras.put("x5u", "\"http://127.0.0.1:1/cert.pem\"");
        extras.put("x5c", "[\"MIIB\"]");
        extras.put("x5t", "\"AAAA\"");
        extras.put("crit", "[\"exp\"],\"exp\":1");
        extras.put("b64", "false,\"crit\":[\"b64\"]");
        extras.put("zip", "\"DEF\"");
        extras.put("cty", "\"JWT\"");
        extras.put("typ", "\"at+jwt\"");
        extras.put("p2c", "2147483647");
        extras.put("iss", "\"meridian\"");
        extras.forEach((name, value) -> {
            String header = "{\"alg\":\"EdDSA\",\"kid\":\"" + forged.kid + "\",\"" + name + "\":" + value + "}";
            forged.add("header " + name + ", the forger's key", forged.signed(own, header, forged.payload()));
            forged.add("header " + name + ", genuinely signed", forged.genuinelySigned(header, forged.payload()));
        });
        forged.add(
                "an embedded key alone",
                forged.signed(own, "{\"alg\":\"EdDSA\",\"jwk\":" + jwk + "}", forged.payload()));
        String plain = "{\"alg\":\"EdDSA\",\"b64\":false,\"crit\":[\"b64\"],\"kid\":\"" + forged.kid + "\"}";
        String input = Crypto.base64(plain) + "." + forged.payload();
        forged.add(
                "an unencoded payload, RFC 7797",
                input + "." + Crypto.base64(forged.crypto.ed25519(forged.key, input)));
    }

    private void otherFormats() {
        String genuine = forged.genuinelySigned(ForgedTokens.header(forged.kid), forged.payload());
        forged.add(
                "a token within a token", forged.genuinelySigned(ForgedTokens.header(forged.kid), '"' + genuine + '"'));
        String[] parts = genuine.split("\\.", -1);
        forged.add(
                "the JSON serialization",
                "{\"payload\":\"" + parts[1] + "\",\"protected\":\"" + parts[0] + "\",\"signature\":\"" + parts[2]
                        + "\"}");
        String jwe = Crypto.base64("{\"alg\":\"dir\",\"enc\":\"A256GCM\",\"kid\":\"" + forged.kid + "\"}");
        forged.add("an encrypted token, key dir", jwe + "..AAAAAAAAAAAAAAAA." + payload() + ".AAAAAAAAAAAAAAAAAAAAAA");
        forged.add(
                "an encrypted token by ECDH-ES",
                Crypto.base64("{\"alg\":\"ECDH-ES\",\"enc\":\"A128GCM\",\"epk\":"
                                + forged.key.toPublicJWK().toJSONString() + "}")
                        + "..AAAAAAAAAAAAAAAA." + payload() + ".AAAAAAAAAAAAAAAAAAAAAA");
        forged.add(
                "the header in another order",
                forged.genuinelySigned("{\"kid\":\"" + forged.kid + "\",\"alg\":\"EdDSA\"}", forged.payload()));
        forged.add(
                "the header with spaces",
                forged.genuinelySigned("{ \"alg\": \"EdDSA\", \"kid\": \"" + forged.kid + "\" }", forged.payload()));
        forged.add(
                "the header in a list",
                forged.genuinelySigned("[" + ForgedTokens.header(forged.kid) + "]", forged.payload()));
        forged.add("an empty header", "." + payload() + "." + genuineSignature());
    }

    private static String json(String kid) {
        return "{\"alg\":\"EdDSA\",\"kid\":\"" + kid + "\"}";
    }

    private String payload() {
        return Crypto.base64(forged.payload());
    }

    private String genuineSignature() {
        String genuine = forged.genuinelySigned(ForgedTokens.header(forged.kid), forged.payload());
        return genuine.substring(genuine.lastIndexOf('.') + 1);
    }
}
