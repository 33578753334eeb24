package com.hubify.identity.resource;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnNotWebApplication;
import org.springframework.context.annotation.Import;

/**
 * Stops the start of an application that serves no web requests (RSocket, gRPC, a listener of queues, a batch) and has annotated
 * beans: it has no caller to ask for scopes. One without annotations is left alone.
 */
@AutoConfiguration
@ConditionalOnNotWebApplication
@Import(UnknownCallers.class)
public final class UnknownCallersAutoConfiguration {}
