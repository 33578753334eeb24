/** Authentication and authorization of calls to Spring gRPC servers. */
@NullMarked
package com.hubify.identity.resource.grpc;

import org.jspecify.annotations.NullMarked;
