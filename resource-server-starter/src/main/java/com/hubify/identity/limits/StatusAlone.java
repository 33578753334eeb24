package com.hubify.identity.limits;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The refusal of a service that has no form of its own for errors. */
public final class StatusAlone implements LimitAnswers {

    @Override
    public Answer to(ExceededLimit limit, String path, @Nullable String accept, @Nullable String requestId) {
        return new Answer(Map.of(), new byte[0]);
    }
}
