package org.meridian.registration.message;

/** Brings a message to a phone. Called in a write transaction; what leaves the house leaves after its commit. */
public interface MessageSender {

    void send(Message message);
}
