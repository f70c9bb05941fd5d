package org.meridian.checkin.place;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class QrCodesTests {

    private static final PlaceId PLACE = PlaceId.of("TWN-01JD7KZ8Q4TN3WVYB5M6XCH2RE");
    private static final int SCALE = 8;

    @Test
    void aReaderReadsThePlacesCodeFromTheDrawing() throws Exception {
        assertThat(read(new QrCodes(new PlaceProperties(1, "")).svg(PLACE))).isEqualTo(PLACE.toString());
    }

    @Test
    void anAddressCanStandBeforeTheCode() throws Exception {
        assertThat(read(new QrCodes(new PlaceProperties(1, "https://meridian.example/p/")).svg(PLACE)))
                .isEqualTo("https://meridian.example/p/" + PLACE);
    }

    private static String read(String svg) throws Exception {
        Matcher box = Pattern.compile("viewBox=\"0 0 (\\d+) ").matcher(svg);
        assertThat(box.find()).isTrue();
        int size = Integer.parseInt(box.group(1)) * SCALE;
        int[] pixels = new int[size * size];
        Arrays.fill(pixels, 0xffffff);
        Matcher module = Pattern.compile("M(\\d+) (\\d+)h1v1").matcher(svg);
        while (module.find()) {
            int left = Integer.parseInt(module.group(1)) * SCALE;
            int top = Integer.parseInt(module.group(2)) * SCALE;
            for (int y = top; y < top + SCALE; y++) {
                Arrays.fill(pixels, y * size + left, y * size + left + SCALE, 0);
            }
        }
        var source = new RGBLuminanceSource(size, size, pixels);
        try {
            return new QRCodeReader()
                    .decode(new BinaryBitmap(new HybridBinarizer(source)), Map.of())
                    .getText();
        } catch (NotFoundException e) {
            throw new AssertionError("no QR code in the drawing", e);
        }
    }
}
