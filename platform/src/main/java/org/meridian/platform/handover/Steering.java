package org.meridian.platform.handover;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has Linux give every new connection to the younger of two processes that share a port. Without it connections would be
 * dealt to both, and those that wait at the older one when it stops listening would be reset: with it nobody waits there.
 * A program of one instruction says so (classic BPF, socket(7): {@code SO_ATTACH_REUSEPORT_CBPF}); when one process is left
 * alone it has no effect. Where that is not possible, both take connections until the older one ends.
 */
public final class Steering {

    private static final Logger LOG = LoggerFactory.getLogger(Steering.class);

    private static final int SOL_SOCKET = 1;
    private static final int SO_ATTACH_REUSEPORT_CBPF = 51;

    /** {@code BPF_RET | BPF_K}: the program's answer is the number of a socket, in the order in which they came. */
    private static final short RETURN = 0x06;

    private static final int THE_SECOND = 1;

    /** {@code struct sock_filter}. */
    private static final MemoryLayout INSTRUCTION = MemoryLayout.structLayout(
            ValueLayout.JAVA_SHORT.withName("code"),
            ValueLayout.JAVA_BYTE.withName("jt"),
            ValueLayout.JAVA_BYTE.withName("jf"),
            ValueLayout.JAVA_INT.withName("k"));

    /** {@code struct sock_fprog}. */
    private static final MemoryLayout PROGRAM = MemoryLayout.structLayout(
            ValueLayout.JAVA_SHORT.withName("length"),
            MemoryLayout.paddingLayout(6),
            ValueLayout.ADDRESS.withName("instructions"));

    private Steering() {}

    /** To be called once this process listens there. @return whether it was possible */
    public static boolean toTheYounger(int port) {
        try {
            boolean all = true;
            for (int socket : Listeners.own(port)) {
                all &= attach(socket) == 0;
            }
            if (!all) {
                LOG.warn("new connections to port {} are dealt to all who listen there", port);
            }
            return all;
        } catch (Throwable e) { // another system, or no access to native code
            LOG.warn("new connections to port {} are dealt to all who listen there: {}", port, e.toString());
            return false;
        }
    }

    @SuppressWarnings("restricted") // every start of ours enables native access
    private static int attach(int socket) throws Throwable {
        Linker linker = Linker.nativeLinker();
        MethodHandle setsockopt = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("setsockopt"),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.ADDRESS,
                        ValueLayout.JAVA_INT));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment instruction = arena.allocate(INSTRUCTION);
            field(INSTRUCTION, "code").set(instruction, 0L, RETURN);
            field(INSTRUCTION, "k").set(instruction, 0L, THE_SECOND);
            MemorySegment program = arena.allocate(PROGRAM);
            field(PROGRAM, "length").set(program, 0L, (short) 1);
            field(PROGRAM, "instructions").set(program, 0L, instruction);
            return (int) setsockopt.invokeExact(
                    socket, SOL_SOCKET, SO_ATTACH_REUSEPORT_CBPF, program, Math.toIntExact(PROGRAM.byteSize()));
        }
    }

    private static VarHandle field(MemoryLayout layout, String name) {
        return layout.varHandle(MemoryLayout.PathElement.groupElement(name));
    }
}
