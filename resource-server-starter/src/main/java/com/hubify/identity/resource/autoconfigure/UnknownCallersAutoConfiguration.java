package com.hubify.identity.resource.autoconfigure;

import com.hubify.identity.resource.bean.BeanGuard;
import com.hubify.identity.resource.unenforced.UnknownCallers;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnNotWebApplication;
import org.springframework.context.annotation.Import;

/**
 * Stops the start of an application that serves neither HTTP nor gRPC (RSocket, a queue listener, a batch job) and has
 * annotated beans, since it has no caller whose scopes could be checked. Has no effect without annotations.
 */
@AutoConfiguration(after = ResourceServerAutoConfiguration.class)
@ConditionalOnNotWebApplication
@ConditionalOnMissingBean(BeanGuard.class)
@Import(UnknownCallers.class)
public final class UnknownCallersAutoConfiguration {}
