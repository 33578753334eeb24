package com.hubify.identity.resource.autoconfigure;

import com.hubify.identity.resource.bean.BeanGuard;
import com.hubify.identity.resource.unenforced.UnknownCallers;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnNotWebApplication;
import org.springframework.context.annotation.Import;

/**
 * Stops the start of an application that serves neither the web nor gRPC (RSocket, a listener of queues, a batch) and has annotated
 * beans: it has no caller to ask for scopes. One without annotations is left alone.
 */
@AutoConfiguration(after = ResourceServerAutoConfiguration.class)
@ConditionalOnNotWebApplication
@ConditionalOnMissingBean(BeanGuard.class)
@Import(UnknownCallers.class)
public final class UnknownCallersAutoConfiguration {}
