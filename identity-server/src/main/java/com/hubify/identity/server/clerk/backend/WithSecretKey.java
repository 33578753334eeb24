package com.hubify.identity.server.clerk.backend;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/** For what asks Clerk's Backend API. A key that is set to nothing counts as none: it is filled in from a variable. */
public final class WithSecretKey implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return StringUtils.hasText(context.getEnvironment().getProperty("hubify.identity.clerk.secret-key"));
    }
}
