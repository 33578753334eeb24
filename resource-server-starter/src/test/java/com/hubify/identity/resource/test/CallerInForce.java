package com.hubify.identity.resource.test;

import com.hubify.identity.resource.HubifyAuthentication;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.security.core.Authentication;
import org.springframework.security.test.context.TestSecurityContextHolder;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/**
 * Keeps the caller of the running test where the threads of a server in the same JVM find it. Spring Security's own support
 * knows only the test's thread, which is enough for mocked requests.
 */
final class CallerInForce implements TestExecutionListener, Ordered {

    private static volatile @Nullable HubifyAuthentication current;

    static Optional<Authentication> get() {
        return Optional.ofNullable(current);
    }

    /** After the listener that reads {@link WithCaller}. */
    @Override
    public int getOrder() {
        return 10_500;
    }

    @Override
    public void beforeTestMethod(TestContext test) {
        current = TestSecurityContextHolder.getContext().getAuthentication() instanceof HubifyAuthentication caller
                ? caller
                : null;
    }

    @Override
    public void afterTestMethod(TestContext test) {
        current = null;
    }
}
