package org.meridian.bench.scale;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Prints the model from reports, or puts it into its page. */
public final class ScalePage {

    static final String BEGIN = "<!-- printed by bench/scale from docs/scale/*.json -->\n";
    static final String END = "<!-- end -->\n";

    private ScalePage() {}

    public static void main(String[] reports) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        out.print(ScaleModel.print(
                Measured.read(Arrays.stream(reports).map(Path::of).toList())));
    }

    /** The page as it must be. */
    static String written(Path docs) throws IOException {
        String page = Files.readString(docs.resolve("scale.md"));
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        return page.substring(0, begin)
                + ScaleModel.print(Measured.read(reports(docs)))
                + page.substring(page.indexOf(END));
    }

    private static List<Path> reports(Path docs) throws IOException {
        try (Stream<Path> files = Files.list(docs.resolve("scale"))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }
}
