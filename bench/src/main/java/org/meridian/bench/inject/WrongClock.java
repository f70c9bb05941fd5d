package org.meridian.bench.inject;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.meridian.bench.BenchException;

/** Sets the clock of a running JVM, which was not started for it, by putting {@link ClockAgent} into it. */
public final class WrongClock {

    private final Path jar;

    /** @param folder in which the agent's jar is made, readable by who runs the JVMs */
    public WrongClock(Path folder) {
        this.jar = folder.resolve("clock-agent.jar");
    }

    /** @param offset from the machine's time on; zero: right again */
    public void set(ProcessHandle process, Duration offset) {
        try {
            if (Files.notExists(jar)) {
                write();
            }
            VirtualMachine jvm = VirtualMachine.attach(Long.toString(process.pid()));
            try {
                jvm.loadAgent(jar.toString(), Long.toString(offset.toMillis()));
            } finally {
                jvm.detach();
            }
        } catch (IOException | AttachNotSupportedException | AgentLoadException | AgentInitializationException e) {
            throw new BenchException("the clock of " + process.pid() + " could not be set", e);
        }
    }

    /** The agent and what it consists of, and nothing else of the bench: it joins the other JVM's class path. */
    private void write() throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Agent-Class", ClockAgent.class.getName());
        attributes.putValue("Can-Retransform-Classes", "true");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            String folder = ClockAgent.class.getPackageName().replace('.', '/') + "/";
            for (String name : new String[] {"ClockAgent.class", "ClockAgent$Moving.class"}) {
                out.putNextEntry(new JarEntry(folder + name));
                try (InputStream in = Objects.requireNonNull(ClockAgent.class.getResourceAsStream(name), name)) {
                    in.transferTo(out);
                }
                out.closeEntry();
            }
        }
    }
}
