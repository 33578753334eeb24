/** Client authentication, at all endpoints that clients call, and its errors. */
@NullMarked
package com.hubify.identity.server.client.authentication;

import org.jspecify.annotations.NullMarked;
