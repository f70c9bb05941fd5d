package org.meridian.platform.trail;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;

/**
 * Checks a proof as {@code docs/audit.md} says, from the answer's JSON and the public keys alone. Nothing of the platform
 * is used here, on purpose.
 */
final class Outsider {

    private final JsonNode keys;

    /** @param keys the public keys, a list of JWKs */
    Outsider(JsonNode keys) {
        this.keys = keys;
    }

    /** Whether the entry is in the chain that was signed, and how many other regions vouch for that. */
    record Judgement(boolean holds, int witnesses) {}

    Judgement judge(JsonNode entry) {
        JsonNode proof = entry.get("proof");
        JsonNode point = proof.get("checkpoint");
        byte[] digest = sha256(out -> {
            text(out, "event/1");
            text(out, entry.get("id").stringValue());
            time(out, entry.get("at"));
            text(out, entry.get("actor").stringValue());
            text(
                    out,
                    String.join(
                            ",",
                            entry.get("roles")
                                    .valueStream()
                                    .map(JsonNode::stringValue)
                                    .toList()));
            text(out, entry.get("action").stringValue());
            text(out, entry.get("object").stringValue());
            text(out, entry.get("detail").stringValue());
            if (entry.has("traceId")) {
                text(out, entry.get("traceId").stringValue());
            } else {
                out.writeInt(-1);
            }
        });
        byte[] hash = link(hex(proof.get("previousHash")), proof, digest);
        boolean holds = MessageDigest.isEqual(hash, hex(proof.get("hash")));
        long seq = proof.get("seq").longValue();
        for (JsonNode step : proof.get("path")) {
            holds &= step.get("seq").longValue() == ++seq;
            hash = link(hash, step, hex(step.get("digest")));
        }
        holds &= point.get("seq").longValue() == seq && MessageDigest.isEqual(hash, hex(point.get("hash")));
        holds &= entry.get("service").equals(point.get("service"))
                && entry.get("country").equals(point.get("country"));
        holds &= entry.get("id").stringValue().startsWith(entry.get("country").stringValue() + "-");
        if (seq == 1) {
            holds &= MessageDigest.isEqual(hex(proof.get("previousHash")), sha256(out -> named(out, "chain/1", point)));
        }
        holds &= signed(point, bytes(out -> {
            named(out, "checkpoint/1", point);
            body(out, point);
        }));
        int witnesses = 0;
        for (JsonNode witness : point.get("witnesses")) {
            byte[] receipt = bytes(out -> {
                named(out, "receipt/1", point);
                body(out, point);
                text(out, witness.get("region").stringValue());
                text(out, "accepted");
                time(out, witness.get("at"));
            });
            boolean own = witness.get("kid")
                    .stringValue()
                    .startsWith("audit-" + witness.get("region").stringValue() + ".");
            witnesses += own && signed(witness, receipt) ? 1 : 0;
        }
        return new Judgement(holds, witnesses);
    }

    private static byte[] link(byte[] previous, JsonNode link, byte[] digest) {
        return sha256(out -> {
            text(out, "link/1");
            out.write(previous);
            out.writeLong(link.get("seq").longValue());
            time(out, link.get("sealedAt"));
            out.write(digest);
        });
    }

    private static void named(DataOutputStream out, String kind, JsonNode point) throws IOException {
        text(out, kind);
        text(out, point.get("installation").stringValue());
        text(out, point.get("service").stringValue());
        text(out, point.get("country").stringValue());
    }

    private static void body(DataOutputStream out, JsonNode point) throws IOException {
        out.writeLong(point.get("seq").longValue());
        out.write(hex(point.get("hash")));
        time(out, point.get("at"));
    }

    private boolean signed(JsonNode signed, byte[] message) {
        for (JsonNode key : keys) {
            if (key.get("kid").equals(signed.get("kid"))) {
                byte[] header = HexFormat.of().parseHex("302a300506032b6570032100"); // RFC 8410, then the raw key
                byte[] raw = Base64.getUrlDecoder().decode(key.get("x").stringValue());
                byte[] der = new byte[header.length + raw.length];
                System.arraycopy(header, 0, der, 0, header.length);
                System.arraycopy(raw, 0, der, header.length, raw.length);
                try {
                    Signature verifier = Signature.getInstance("Ed25519");
                    verifier.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(der)));
                    verifier.update(message);
                    return verifier.verify(
                            Base64.getDecoder().decode(signed.get("signature").stringValue()));
                } catch (GeneralSecurityException e) {
                    return false;
                }
            }
        }
        return false;
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }

    private static void time(DataOutputStream out, JsonNode time) throws IOException {
        out.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(time.stringValue())));
    }

    private static byte[] hex(JsonNode hash) {
        return HexFormat.of().parseHex(hash.stringValue());
    }

    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private static byte[] bytes(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            writing.to(new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] sha256(Writing writing) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes(writing));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
