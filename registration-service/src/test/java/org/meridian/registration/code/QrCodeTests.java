package org.meridian.registration.code;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.util.Arrays;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class QrCodeTests {

    private static final String TEXT = "DEU-0123456789ABCDEFGHJKMNPQRSTVWXYZ0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    @Test
    void aReaderReadsThePictureBack() throws Exception {
        assertThat(new QRCodeReader()
                        .decode(new BinaryBitmap(new HybridBinarizer(draw(QrCode.svg(TEXT)))))
                        .getText())
                .isEqualTo(TEXT);
    }

    @Test
    void thePictureIsPathsOnly() {
        assertThat(QrCode.svg(TEXT))
                .doesNotContain("script")
                .doesNotContain(TEXT)
                .doesNotContain("href");
    }

    /** Draws the path's runs, four pixels a module. */
    private static RGBLuminanceSource draw(String svg) {
        int scale = 4;
        int size = Integer.parseInt(group(svg, "viewBox=\"0 0 (\\d+) ")) * scale;
        int[] pixels = new int[size * size];
        Arrays.fill(pixels, 0xffffff);
        String path = group(svg, "<path d=\"([^\"]+)\"");
        for (MatchResult run : Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1")
                .matcher(path)
                .results()
                .toList()) {
            int x = Integer.parseInt(run.group(1)) * scale;
            int y = Integer.parseInt(run.group(2)) * scale;
            int width = Integer.parseInt(run.group(3)) * scale;
            for (int row = y; row < y + scale; row++) {
                Arrays.fill(pixels, row * size + x, row * size + x + width, 0);
            }
        }
        return new RGBLuminanceSource(size, size, pixels);
    }

    private static String group(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .findFirst()
                .orElseThrow();
    }
}
