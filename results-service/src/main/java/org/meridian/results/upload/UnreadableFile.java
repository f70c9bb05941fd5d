package org.meridian.results.upload;

import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;

/** A file that cannot be read to its end: nothing of it is taken. */
final class UnreadableFile extends ProblemException {

    /** @param line where reading stopped, from 1 */
    UnreadableFile(int line, String what) {
        super(ProblemType.UNREADABLE_FILE, "Line " + line + ": " + what + " Nothing of the file was stored.");
        with("line", line);
    }
}
