package org.meridian.sampling.tube;

/** What became of a tube that was to go to its next state. */
sealed interface Moving {

    record Moved(Tube tube) implements Moving {}

    /** It is not so that it could, and stays as it is. */
    record Stays(Tube tube) implements Moving {}

    record NoSuchTube() implements Moving {}
}
