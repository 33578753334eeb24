/**
 * The caller's credential sent on to another service, by the HTTP clients of Spring.
 */
@NullMarked
package com.hubify.identity.resource.relay;

import org.jspecify.annotations.NullMarked;
