package org.meridian.results.upload;

/**
 * What a check makes of a row.
 *
 * @param <T> what a good row becomes
 */
sealed interface Checked<T> {

    record Good<T>(T row) implements Checked<T> {}

    record Bad<T>(Rejection rejection) implements Checked<T> {}

    static <T> Checked<T> bad(int line, String reason) {
        return new Bad<>(new Rejection(line, reason));
    }
}
