package com.hubify.identity.settings;

import org.jspecify.annotations.Nullable;

/**
 * The program cannot start until something is changed. The message never contains the value of a setting, which may be
 * a secret.
 */
public class StartRefused extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final @Nullable String remedy;

    /**
     * @param problem what is wrong and where, as a sentence
     * @param remedy what to do, as a sentence; null if the problem makes it clear
     */
    public StartRefused(String problem, @Nullable String remedy, @Nullable Throwable cause) {
        super(problem, cause);
        this.remedy = remedy;
    }

    public final @Nullable String remedy() {
        return remedy;
    }
}
