package com.hubify.identity.parts.program;

/** One server that can be started again after it was stopped or killed, on the same port and with the same data. */
public interface Runner {

    /** Starts the server; returns before it answers. */
    void start();

    /** Ends the server the way an operator would, so that it can put its house in order. */
    void stop();

    /** Ends the server without warning, as a power cut would. */
    void kill();

    /** Freezes the server: connections stay open and nothing answers. */
    void pause();

    void resume();

    /** Ends the server and drops its data. */
    void discard();

    boolean running();

    String host();

    int port();

    /** What went wrong, for a server that never answered. */
    String lastWords();
}
