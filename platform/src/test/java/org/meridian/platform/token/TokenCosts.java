package org.meridian.platform.token;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.lang.management.ManagementFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.meridian.db.topology.Topology;
import org.meridian.platform.test.TestTokens;

/**
 * What looking at a token costs, microseconds of processor time on this thread: the median of rounds after a warm-up. Not a
 * test, as no figure of a machine is; the table in {@code docs/edge.md} was made by its {@code main}.
 */
@SuppressWarnings("SystemOut")
final class TokenCosts {

    private static final int ROUNDS = 9;
    private static final int TOKENS = 4_000;
    private static final Clock CLOCK = Clock.systemUTC();
    private static final Topology TOPOLOGY = Topology.load();

    /** Where results go, so that no work can be left out. */
    @SuppressWarnings("UnusedVariable") // that is what it is for
    private static volatile Object seen = "";

    private TokenCosts() {}

    public static void main(String[] arguments) throws Exception {
        System.out.println("| what | µs |\n|---|---|");
        Vouch vouch = new Vouch(TestTokens.keys(), "eu", CLOCK);
        List<String> tokens = IntStream.range(0, TOKENS)
                .mapToObj(i -> TestTokens.resident(TestTokens.aResident("DEU")))
                .toList();
        List<String> vouches = tokens.stream()
                .map(token -> Objects.requireNonNull(vouch.of(token)))
                .toList();
        row("a token seen for the first time", () -> cold(vouch), (v, i) -> v.verify(tokens.get(i)));
        row("the same, vouched for", () -> cold(vouch), (v, i) -> v.verify(tokens.get(i), vouches.get(i)));
        TokenVerifier warm = cold(vouch);
        row("remembered", () -> warm, (v, i) -> v.verify(tokens.get(i)));
        row("remembered, vouched for", () -> warm, (v, i) -> v.verify(tokens.get(i), vouches.get(i)));
        row("vouching", () -> warm, (v, i) -> Objects.requireNonNull(vouch.of(tokens.get(i))));
        List<byte[]> claims = tokens.stream()
                .map(token -> Base64.getUrlDecoder().decode(token.split("\\.")[1]))
                .toList();
        row("reading the claims", () -> warm, (v, i) -> Claims.parse(claims.get(i)));
        for (Provider provider : List.of(AmazonCorrettoCryptoProvider.INSTANCE, Security.getProvider("SunEC"))) {
            signatures(provider, "Ed25519", "Ed25519", 255);
            signatures(provider, "EC", "SHA256withECDSA", 256);
        }
        signatures(AmazonCorrettoCryptoProvider.INSTANCE, "RSA", "SHA256withRSA", 2048);
        signatures(Security.getProvider("SunRsaSign"), "RSA", "SHA256withRSA", 2048);
    }

    private static TokenVerifier cold(Vouch vouch) {
        return new TokenVerifier(TestTokens.keys(), TOPOLOGY, vouch, CLOCK);
    }

    private interface Work<T> {
        Object on(T with, int number) throws Exception;
    }

    private interface Fresh<T> {
        T make() throws Exception;
    }

    private static void signatures(Provider provider, String keys, String algorithm, int size) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(keys);
        generator.initialize(size);
        KeyPair pair = generator.generateKeyPair();
        PublicKey known = pair.getPublic();
        PrivateKey secret = pair.getPrivate();
        byte[] message = new byte[250];
        byte[] signature = sign(provider, algorithm, secret, message);
        row(algorithm + " by " + provider.getName() + ", checking", () -> provider, (p, i) -> {
            Signature check = Signature.getInstance(algorithm, p);
            check.initVerify(known);
            check.update(message);
            return check.verify(signature);
        });
        row(
                algorithm + " by " + provider.getName() + ", signing",
                () -> provider,
                (p, i) -> sign(p, algorithm, secret, message));
    }

    private static byte[] sign(Provider provider, String algorithm, PrivateKey key, byte[] message) throws Exception {
        Signature signature = Signature.getInstance(algorithm, provider);
        signature.initSign(key);
        signature.update(message);
        return signature.sign();
    }

    private static <T> void row(String what, Fresh<T> fresh, Work<T> work) throws Exception {
        var threads = ManagementFactory.getThreadMXBean();
        List<Double> rounds = new ArrayList<>();
        for (int round = -ROUNDS / 2; round < ROUNDS; round++) {
            T with = fresh.make();
            int count = what.contains("by ") ? TOKENS / 4 : TOKENS;
            long before = threads.getCurrentThreadCpuTime();
            for (int i = 0; i < count; i++) {
                seen = work.on(with, i);
            }
            double micros = (threads.getCurrentThreadCpuTime() - before) / 1e3 / count;
            if (round >= 0) {
                rounds.add(micros);
            }
        }
        double[] sorted =
                rounds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        System.out.printf("| %s | %.1f |%n", what, sorted[sorted.length / 2]);
    }
}
