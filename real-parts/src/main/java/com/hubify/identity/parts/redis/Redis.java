package com.hubify.identity.parts.redis;

import com.hubify.identity.parts.RedisServer;
import com.hubify.identity.parts.program.Part;
import com.hubify.identity.parts.program.PartUnavailable;
import com.hubify.identity.parts.program.Runner;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A real Redis. Get one with {@link RedisServer}; {@link #shared} and {@link #own} serve code outside a test class. */
public final class Redis extends Part {

    private static final Map<RedisVersion, Redis> SHARED = new ConcurrentHashMap<>();

    private Redis(Runner runner, boolean own) {
        super("Redis", runner, own);
    }

    /** The one server of that version in this JVM, as others left it. */
    public static Redis shared(RedisVersion version) {
        return SHARED.computeIfAbsent(version, any -> launched(RedisRunners.create(version), false));
    }

    /** A server for the caller alone, who closes it. */
    public static Redis own(RedisVersion version) {
        return launched(RedisRunners.create(version), true);
    }

    /** As {@link #own(RedisVersion)}, of the machine's version, or of the one that is carried along where the machine has none. */
    public static Redis own() {
        try {
            return own(RedisVersion.MACHINE);
        } catch (PartUnavailable e) {
            return own(RedisVersion.CARRIED);
        }
    }

    static Redis launched(Runner runner, boolean own) {
        var redis = new Redis(runner, own);
        redis.launch();
        return redis;
    }

    /** The address as clients write it. */
    public URI url() {
        return URI.create("redis://" + host() + ":" + port());
    }

    /** Drops everything kept in its first database. A server that goes on while others are tested has another. */
    public void flush() {
        send("FLUSHDB");
    }

    /** Sends a command as an operator types it, and returns the first line of the answer. */
    public String send(String command) {
        try {
            return RedisLine.send(host(), port(), command);
        } catch (IOException e) {
            throw new PartUnavailable("Cannot send a command to " + this, e);
        }
    }

    /** Sends a command whose answer is a text, such as {@code INFO}. */
    public String ask(String command) {
        try {
            return RedisLine.ask(host(), port(), command);
        } catch (IOException e) {
            throw new PartUnavailable("Cannot send a command to " + this, e);
        }
    }

    @Override
    protected boolean answers() {
        try {
            return RedisLine.send(host(), port(), "PING").equals("+PONG");
        } catch (IOException e) {
            return false;
        }
    }
}
