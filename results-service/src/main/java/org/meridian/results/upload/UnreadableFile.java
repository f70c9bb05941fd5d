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

    private UnreadableFile(String detail) {
        super(ProblemType.UNREADABLE_FILE, detail);
    }

    /** @param who says so, with its verb */
    static ProblemException ofAnotherSize(int rows, int said, String who) {
        return new UnreadableFile(
                        "The file has " + rows + " rows, " + who + " " + said + ". Nothing of the file was stored.")
                .with("rows", rows)
                .with("declared", said);
    }
}
