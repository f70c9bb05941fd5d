package org.meridian.bench.inject;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs inside another JVM, into which {@link WrongClock} puts it, and moves the time that {@code java.time.Clock} and {@code
 * Instant.now} tell there. The timers of the JVM go on as they were, as those of a machine do when its clock is set.
 */
public final class ClockAgent {

    private static final String OFFSET = "meridian.bench.clock";
    private static final String CLOCK = "java/time/Clock";
    private static final Map<String, String> METHODS =
            Map.of(CLOCK, "currentInstant", CLOCK + "$SystemClock", "millis");
    private static final ClassDesc INSTANT = ClassDesc.of("java.time.Instant");

    private ClockAgent() {}

    /** @param offset by so many milliseconds, from now on */
    public static void agentmain(String offset, Instrumentation jvm)
            throws ClassNotFoundException, UnmodifiableClassException {
        boolean first = System.getProperty(OFFSET) == null;
        System.setProperty(OFFSET, offset);
        if (first) {
            jvm.addTransformer(new Moving(), true);
            for (String name : List.of("java.time.Clock", "java.time.Clock$SystemClock")) {
                jvm.retransformClasses(Class.forName(name));
            }
        }
    }

    /** Adds the property's value to what these methods return. */
    private static final class Moving implements ClassFileTransformer {

        @Override
        public byte @Nullable [] transform(
                @Nullable ClassLoader loader,
                String name,
                @Nullable Class<?> type,
                @Nullable ProtectionDomain domain,
                byte[] bytes) {
            String method = METHODS.get(name);
            if (method == null) {
                return null;
            }
            ClassFile files = ClassFile.of();
            return files.transformClass(
                    files.parse(bytes),
                    ClassTransform.transformingMethodBodies(
                            m -> m.methodName().equalsString(method), (code, element) -> {
                                if (element instanceof ReturnInstruction) {
                                    move(code, name.equals(CLOCK));
                                }
                                code.with(element);
                            }));
        }

        private static void move(CodeBuilder code, boolean instant) {
            code.ldc(OFFSET)
                    .lconst_0()
                    .invokestatic(
                            ConstantDescs.CD_Long,
                            "getLong",
                            MethodTypeDesc.of(ConstantDescs.CD_Long, ConstantDescs.CD_String, ConstantDescs.CD_long))
                    .invokevirtual(ConstantDescs.CD_Long, "longValue", MethodTypeDesc.of(ConstantDescs.CD_long));
            if (instant) {
                code.invokevirtual(INSTANT, "plusMillis", MethodTypeDesc.of(INSTANT, ConstantDescs.CD_long));
            } else {
                code.ladd();
            }
        }
    }
}
