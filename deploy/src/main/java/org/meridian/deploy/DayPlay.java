package org.meridian.deploy;

import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.util.List;

/** The seam to the day that is played when all is up: {@code org.meridian.deploy.day.Day.run(regions, out)}. */
final class DayPlay {

    private DayPlay() {}

    /** The day's exit status: 0 when every expected colour, count and placement was there. */
    static int run(List<String> regions, PrintStream out) {
        try {
            return (int) Class.forName("org.meridian.deploy.day.Day")
                    .getMethod("run", List.class, PrintStream.class)
                    .invoke(null, regions, out);
        } catch (ClassNotFoundException e) {
            out.println("There is no day to play in this build.");
            return 0;
        } catch (InvocationTargetException e) {
            throw new DeployException("The day broke off: " + e.getCause(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
