package com.hubify.identity.server.signing.local;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** @param file File with the private keys, created if it does not exist. */
@ConfigurationProperties("hubify.identity.signing.local")
record LocalProperties(@Nullable Path file) {}
