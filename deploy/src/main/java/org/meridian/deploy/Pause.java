package org.meridian.deploy;

/** Waiting for another process. */
final class Pause {

    private Pause() {}

    static void millis(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeployException("interrupted", e);
        }
    }
}
