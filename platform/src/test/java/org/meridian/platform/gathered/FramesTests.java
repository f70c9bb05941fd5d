package org.meridian.platform.gathered;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Point 4: nothing that stands in one call or answer can shift another. */
class FramesTests {

    private static final List<HeaderField> HEADERS =
            List.of(new HeaderField("Authorization", "Bearer x"), new HeaderField("x-note", "caf\u00e9"));

    private final GatheredCall first = new GatheredCall(-1, "POST", "/v1/check-ins", "a=b", HEADERS, bytes("{}"));
    private final GatheredCall second = new GatheredCall(7, "GET", "/v1/me", null, List.of(), new byte[0]);

    @Test
    void aCarrierIsReadAsItWasWritten() {
        List<GatheredCall> read = Frames.calls(carrier(List.of(first, second)), 2);
        assertThat(read).usingRecursiveComparison().isEqualTo(List.of(first, second));
    }

    @Test
    void anAnswerIsReadAsItWasWritten() {
        GatheredAnswer answer = new GatheredAnswer(3, Long.MIN_VALUE, 201, HEADERS, bytes("done"));
        byte[] frame = Frames.answer(answer);
        assertThat(Frames.answer(Arrays.copyOfRange(frame, Frames.LENGTH_BYTES, frame.length)))
                .usingRecursiveComparison()
                .isEqualTo(answer);
    }

    @Test
    void point4ABodyThatLooksLikeFramesIsNothingButABody() {
        byte[] hostile = carrier(List.of(second, second));
        GatheredCall attacker = new GatheredCall(1, "POST", "/v1/check-ins", null, HEADERS, hostile);
        List<GatheredCall> read = Frames.calls(carrier(List.of(attacker, first)), 2);
        assertThat(read.get(0).body()).isEqualTo(hostile);
        assertThat(read.get(1)).usingRecursiveComparison().isEqualTo(first);
    }

    @Test
    void point4ACarrierThatIsCutOffAnywhereOrLongerThanItSaysIsNone() {
        byte[] whole = carrier(List.of(first, second));
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> Frames.calls(cut, 2))
                    .as("%d bytes", length)
                    .isInstanceOf(MalformedFrameException.class);
        }
        assertThatThrownBy(() -> Frames.calls(Arrays.copyOf(whole, whole.length + 1), 2))
                .isInstanceOf(MalformedFrameException.class);
        assertThatThrownBy(() -> Frames.calls(whole, 1)).isInstanceOf(MalformedFrameException.class);
    }

    @Test
    void point4ChangedBytesAreReadOrRefusedAndNeverFail() {
        byte[] whole = carrier(List.of(first, second));
        Random random = new Random(4);
        for (int i = 0; i < 20_000; i++) {
            byte[] changed = whole.clone();
            for (int n = random.nextInt(1, 5); n > 0; n--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            }
            try {
                assertThat(Frames.calls(changed, 2)).hasSizeBetween(1, 2);
            } catch (MalformedFrameException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }

    @Test
    void whatIsNoByteOrTooLongIsNotWritten() {
        for (String value : List.of("\u2028", "x".repeat(65_536))) {
            GatheredCall call = new GatheredCall(1, "GET", "/v1/me", value, List.of(), new byte[0]);
            assertThatThrownBy(() -> Frames.part(call)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static byte[] carrier(List<GatheredCall> calls) {
        return Frames.carrier(calls.stream().map(Frames::part).toList());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
