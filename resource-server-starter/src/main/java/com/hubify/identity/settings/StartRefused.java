package com.hubify.identity.settings;

import org.jspecify.annotations.Nullable;

/** Something that must be changed before the program can start. Bears no value of a setting, which may be a secret. */
public class StartRefused extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final @Nullable String remedy;

    /**
     * @param problem what is wrong and where, as a sentence
     * @param remedy what to do, as a sentence of its own; null where the problem says it
     */
    public StartRefused(String problem, @Nullable String remedy, @Nullable Throwable cause) {
        super(problem, cause);
        this.remedy = remedy;
    }

    public final @Nullable String remedy() {
        return remedy;
    }
}
