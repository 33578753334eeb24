package com.hubify.identity.server.client.registry;

import com.hubify.identity.server.client.ClientProblem;
import java.util.List;

/** A change of clients that isn't made; nothing of it is. */
public final class ClientRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final transient List<ClientProblem> problems;

    /** Why it isn't. */
    public enum Reason {
        /** {@link #problems} says what is wrong with the registration. */
        INVALID,
        /** There is one of that id, or the configuration has it. */
        EXISTS,
        UNKNOWN,
        /** The configuration alone changes it. */
        CONFIGURED,
        /** Somebody else changed it since it was read. */
        CHANGED,
        /** A public client has no secret. */
        WITHOUT_SECRET
    }

    ClientRefused(Reason reason) {
        this(reason, List.of());
    }

    private ClientRefused(Reason reason, List<ClientProblem> problems) {
        super(reason.name(), null, false, false);
        this.reason = reason;
        this.problems = List.copyOf(problems);
    }

    public static ClientRefused invalid(List<ClientProblem> problems) {
        return new ClientRefused(Reason.INVALID, problems);
    }

    public Reason reason() {
        return reason;
    }

    /** What is wrong, of {@link Reason#INVALID}. */
    public List<ClientProblem> problems() {
        return problems;
    }
}
