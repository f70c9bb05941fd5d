package org.meridian.deploy.vault;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * A rotation, step by step, each only when every process is ready for it; one that was broken off is taken up where it
 * stood. No step can lose a key that something still needs.
 */
public final class VaultRotation {

    private static final int LOOK_EVERY_MS = 1_000;

    /** Longer than a request takes that had wrapped a key under the old one before it heard of the new. */
    private static final int STRAGGLERS_MS = 15_000;

    private final Keyset keyset;
    private final Processes processes;
    private final Set<String> regions;
    private final IntConsumer pause;
    private final Consumer<String> tell;

    /**
     * @param regions all there are: each has rows, and a registration-service that must be asked
     * @param pause waits for so many milliseconds
     */
    public VaultRotation(
            Keyset keyset, Processes processes, Set<String> regions, IntConsumer pause, Consumer<String> tell) {
        this.keyset = keyset;
        this.processes = processes;
        this.regions = regions;
        this.pause = pause;
        this.tell = tell;
    }

    public void run() {
        Set<String> silent = new TreeSet<>(regions);
        silent.removeAll(processes.regions());
        if (!silent.isEmpty()) {
            throw new IllegalStateException(
                    "no registration-service of " + silent + " was named: its rows need the key too");
        }
        if (keyset.ids().size() == 1) {
            tell.accept("added key " + keyset.add());
        }
        int newest = keyset.ids().getLast();
        await(() -> processes.allKnow(newest));
        if (keyset.primary() != newest) {
            keyset.promoteNewest();
            tell.accept("key " + newest + " wraps from now on; data keys are wrapped anew");
        }
        do {
            await(() -> processes.allNeedOnly(newest));
            pause.accept(STRAGGLERS_MS);
        } while (!processes.allNeedOnly(newest));
        keyset.dropOthers();
        tell.accept("nothing needs another key any more: the others are destroyed");
    }

    private void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            pause.accept(LOOK_EVERY_MS);
        }
    }
}
