/**
 * How a client proves who it is, at every endpoint that clients call, and what it is answered when it can't.
 */
@NullMarked
package com.hubify.identity.server.client.authentication;

import org.jspecify.annotations.NullMarked;
