package org.meridian.platform.test;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Genuine parts, cut, joined and bent. */
final class ForgedSignatures {

    /** The order of Ed25519's group: S + L is the same signature to a careless verifier. */
    private static final BigInteger L =
            BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

    private final ForgedTokens forged;
    private final String genuine;
    private final String input;
    private final byte[] signature;

    private ForgedSignatures(ForgedTokens forged) {
        this.forged = forged;
        this.genuine = forged.genuinelySigned(ForgedTokens.header(forged.kid), forged.payload());
        this.input = genuine.substring(0, genuine.lastIndexOf('.'));
        this.signature = Base64.getUrlDecoder().decode(genuine.substring(input.length() + 1));
    }

    static void addTo(ForgedTokens forged) {
        ForgedSignatures signatures = new ForgedSignatures(forged);
        signatures.bent();
        signatures.written();
        signatures.cutAndJoined();
    }

    private void bent() {
        forged.add("signature of zeros", with(new byte[64]));
        byte[] identity = new byte[64];
        identity[0] = 1;
        forged.add("signature of the neutral point", with(identity));
        for (int length : List.of(1, 32, 63)) {
            forged.add("signature cut to " + length + " bytes", with(Arrays.copyOf(signature, length)));
        }
        forged.add("signature one byte longer", with(Arrays.copyOf(signature, 65)));
        byte[] twice = Arrays.copyOf(signature, 128);
        System.arraycopy(signature, 0, twice, 64, 64);
        forged.add("signature twice", with(twice));
        byte[] swapped = new byte[64];
        System.arraycopy(signature, 32, swapped, 0, 32);
        System.arraycopy(signature, 0, swapped, 32, 32);
        forged.add("signature's halves swapped", with(swapped));
        byte[] flipped = signature.clone();
        flipped[40] ^= 1;
        forged.add("signature with a bit flipped", with(flipped));
        forged.add("signature with S + L", with(plusOrder()));
        String another = forged.genuinelySigned(ForgedTokens.header(forged.kid), forged.payload("iat", 1));
        forged.add("signature of another token", input + another.substring(another.lastIndexOf('.')));
        forged.add(
                "signature over the payload alone",
                with(forged.crypto.ed25519(forged.key, input.substring(input.indexOf('.') + 1))));
    }

    private void written() {
        String text = Crypto.base64(signature);
        forged.add("signature with padding", input + "." + text + "==");
        forged.add("signature in the other alphabet", inTheOtherAlphabet());
        char last = text.charAt(text.length() - 1);
        // 64 bytes end with four unused bits: sixteen texts, one of them canonical
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        char sibling = alphabet.charAt(alphabet.indexOf(last) ^ 1);
        forged.add("signature with unused bits set", input + "." + text.substring(0, text.length() - 1) + sibling);
        forged.add(
                "signature in hexadecimal",
                input + "." + java.util.HexFormat.of().formatHex(signature));
        forged.add("a space within the signature", input + "." + text.substring(0, 20) + " " + text.substring(20));
        forged.add("a space behind the header", genuine.replaceFirst("\\.", " ."));
        forged.add("a space before the payload", genuine.replaceFirst("\\.", ". "));
        forged.add("a tab within the payload", genuine.substring(0, 90) + "\t" + genuine.substring(90));
        forged.add("a percent sign escaped", genuine.replaceFirst("\\.", "%2E"));
    }

    /** Of a token whose signature has a letter that is another one there: one in fifteen has none. */
    private String inTheOtherAlphabet() {
        String token = genuine;
        for (String space = " "; token.substring(token.lastIndexOf('.')).matches("[^-_]*"); space += " ") {
            token = forged.genuinelySigned(ForgedTokens.header(forged.kid), forged.payload() + space);
        }
        int at = token.lastIndexOf('.');
        return token.substring(0, at) + token.substring(at).replace('-', '+').replace('_', '/');
    }

    private void cutAndJoined() {
        String[] parts = genuine.split("\\.", -1);
        forged.add("two parts", parts[0] + "." + parts[1]);
        forged.add("four parts", genuine + ".");
        forged.add("five parts", genuine + ".." + parts[2]);
        forged.add("one part", parts[0]);
        forged.add("dots alone", "..");
        forged.add("the payload left out", parts[0] + ".." + parts[2]);
        forged.add("payload and signature exchanged", parts[0] + "." + parts[2] + "." + parts[1]);
        forged.add("a dot in front", "." + genuine);
        forged.add("two tokens joined", genuine + genuine);
        forged.add("two tokens with a comma", genuine + "," + genuine);
        forged.add("the scheme twice", "Bearer " + genuine);
        forged.add("in quotes", '"' + genuine + '"');
        String better = Crypto.base64(forged.payload("roles", List.of("ADMIN")));
        forged.add("another payload under the genuine signature", parts[0] + "." + better + "." + parts[2]);
        forged.add("a payload joined to the genuine one", parts[0] + "." + parts[1] + better + "." + parts[2]);
        forged.add("a payload put before the genuine one", parts[0] + "." + better + "." + parts[1] + "." + parts[2]);
        forged.add("a signature of thousands of characters", genuine + "A".repeat(5000));
        forged.add(
                "a payload of thousands of characters",
                forged.genuinelySigned(ForgedTokens.header(forged.kid), forged.payload() + " ".repeat(3000)));
        forged.add("a word", "token");
        forged.add("null", "null");
    }

    private String with(byte[] other) {
        return input + "." + Crypto.base64(other);
    }

    private byte[] plusOrder() {
        byte[] s = Arrays.copyOfRange(signature, 32, 64);
        reverse(s);
        byte[] sum = new BigInteger(1, s).add(L).toByteArray();
        reverse(sum);
        byte[] bent = signature.clone();
        Arrays.fill(bent, 32, 64, (byte) 0);
        System.arraycopy(sum, 0, bent, 32, Math.min(32, sum.length));
        return bent;
    }

    private static void reverse(byte[] bytes) {
        for (int i = 0; i < bytes.length / 2; i++) {
            byte swap = bytes[i];
            bytes[i] = bytes[bytes.length - 1 - i];
            bytes[bytes.length - 1 - i] = swap;
        }
    }
}
