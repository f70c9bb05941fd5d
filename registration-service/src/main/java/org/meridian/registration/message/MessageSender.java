package org.meridian.registration.message;

import java.util.List;

/** Brings a message to a phone. Called in a write transaction; what leaves the house leaves after its commit. */
public interface MessageSender {

    void send(Message message);

    /** Many at once. */
    default void sendAll(List<? extends Message> messages) {
        messages.forEach(this::send);
    }
}
