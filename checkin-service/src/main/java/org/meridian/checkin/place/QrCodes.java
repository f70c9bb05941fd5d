package org.meridian.checkin.place;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Draws the QR code that hangs at a place's door, as SVG: sharp at any size, one path. */
@Component
public class QrCodes {

    private static final int QUIET_ZONE = 4; // modules on each side, ISO/IEC 18004

    private final String prefix;

    QrCodes(PlaceProperties properties) {
        this.prefix = properties.qrPrefix();
    }

    /** What a scanner reads. */
    public String content(PlaceId place) {
        return prefix + place;
    }

    /** An SVG document of a few kilobytes. Level Q: a quarter may be scratched or faded. */
    public String svg(PlaceId place) {
        ByteMatrix modules = encode(content(place));
        int size = modules.getWidth() + 2 * QUIET_ZONE;
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < modules.getHeight(); y++) {
            for (int x = 0; x < modules.getWidth(); x++) {
                if (modules.get(x, y) == 1) {
                    path.append('M')
                            .append(x + QUIET_ZONE)
                            .append(' ')
                            .append(y + QUIET_ZONE)
                            .append("h1v1h-1z");
                }
            }
        }
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %1$d" shape-rendering="crispEdges">\
                <title>%2$s</title><path fill="#fff" d="M0 0h%1$dv%1$dH0z"/><path d="%3$s"/></svg>
                """.formatted(size, place, path);
    }

    private static ByteMatrix encode(String content) {
        try {
            return Encoder.encode(content, ErrorCorrectionLevel.Q, Map.of(EncodeHintType.CHARACTER_SET, "UTF-8"))
                    .getMatrix();
        } catch (WriterException e) {
            throw new IllegalStateException("a place's code always fits a QR code", e);
        }
    }
}
