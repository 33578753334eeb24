package com.hubify.identity.parts.program;

/**
 * A running server that tests use. Who asked for one of their own may break it in every way a machine can; the one
 * that classes share refuses, because the next class counts on it.
 */
public abstract class Part implements AutoCloseable {

    private final String name;
    private final Runner runner;
    private final boolean own;

    protected Part(String name, Runner runner, boolean own) {
        this.name = name;
        this.runner = runner;
        this.own = own;
    }

    /** Whether the server answers. */
    protected abstract boolean answers();

    /** The host to connect to. */
    public final String host() {
        return runner.host();
    }

    /** The port to connect to; the same after a restart. */
    public final int port() {
        return runner.port();
    }

    /** Starts the server again after {@link #stop} or {@link #kill}, and waits until it answers. Data survives. */
    public void start() {
        alone();
        launch();
    }

    /** Stops the server in good order. */
    public final void stop() {
        alone();
        runner.stop();
    }

    /** Kills the server without warning, as a power cut would. */
    public final void kill() {
        alone();
        runner.kill();
    }

    /** Freezes the server: connections stay open and nothing answers. */
    public final void pause() {
        alone();
        runner.pause();
    }

    /** Lets a paused server go on. */
    public final void resume() {
        alone();
        runner.resume();
    }

    /** Stops the server in good order and starts it again. */
    public final void restart() {
        stop();
        start();
    }

    /** Ends the server and drops its data; a shared one goes on until the JVM ends. */
    @Override
    public final void close() {
        if (own) {
            runner.discard();
        }
    }

    public final Runner runner() {
        return runner;
    }

    public final void launch() {
        runner.start();
        Readiness.await(name, runner, this::answers);
    }

    private void alone() {
        if (!own) {
            throw new IllegalStateException("This " + name + " is shared: ask for one of your own to break it");
        }
    }

    @Override
    public final String toString() {
        return name + " at " + host() + ":" + port();
    }
}
