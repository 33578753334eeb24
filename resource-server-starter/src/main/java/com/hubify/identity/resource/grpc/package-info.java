/**
 * Authentication and scopes for servers of Spring gRPC: each call brings its credential.
 */
@NullMarked
package com.hubify.identity.resource.grpc;

import org.jspecify.annotations.NullMarked;
